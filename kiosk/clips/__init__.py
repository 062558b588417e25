"""A voice recorded sentence by sentence: what to record, whether the recordings are sound, playing them."""
