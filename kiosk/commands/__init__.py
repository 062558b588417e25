"""What each command of `daoban` does.  `kiosk.cli` names them and their options."""
