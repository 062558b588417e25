// What textual.js leaves to the page: the size of the letters, touches, and coming back by itself.
"use strict";

const terminal = document.getElementById("terminal");
const LEAST = { columns: 40, rows: 20 };
const CELL = { width: 0.602, height: 1.33 }; // of Roboto Mono, in font sizes

// Letters as large as they should be on this screen, but no larger than leaves the kiosk its cells.
function fontSize() {
  const wanted = Number(terminal.dataset.fontSize);
  const size = terminal.dataset.fixed === "yes" ? wanted : wanted / window.devicePixelRatio;
  const room = Math.min(
    window.innerWidth / LEAST.columns / CELL.width,
    window.innerHeight / LEAST.rows / CELL.height,
  );
  return Math.max(Math.floor(Math.min(size, room) * 10) / 10, 8);
}

terminal.dataset.fontSize = String(fontSize());
terminal.dataset.sessionWebsocketUrl = window.location.origin.replace(/^http/, "ws") + "/ws";

// A web address on a screen is there to be read: opening it would leave the kiosk.
window.open = () => null;
document.addEventListener("contextmenu", (event) => event.preventDefault());

// A finger is a mouse, at once and even if it trembles; browsers make a mouse of still, short taps only.
let finger = null;
const MOUSE = { touchstart: "mousedown", touchmove: "mousemove", touchend: "mouseup", touchcancel: "mouseup" };

function asMouse(event) {
  event.preventDefault();
  event.stopPropagation();
  const touch = [...event.changedTouches].find((one) => finger === null || one.identifier === finger);
  if (!touch || (finger === null && event.type !== "touchstart")) return;
  if (event.type === "touchstart" && finger !== null) return;
  const ended = event.type === "touchend" || event.type === "touchcancel";
  finger = ended ? null : touch.identifier;
  touch.target.dispatchEvent(
    new MouseEvent(MOUSE[event.type], {
      bubbles: true,
      cancelable: true,
      view: window,
      clientX: touch.clientX,
      clientY: touch.clientY,
      buttons: ended ? 0 : 1,
    }),
  );
}

for (const type of Object.keys(MOUSE)) {
  terminal.addEventListener(type, asMouse, { capture: true, passive: false });
}

// Keys go to the kiosk wherever one has touched; with a finger, no keyboard comes up over it.
function takeKeys() {
  const box = document.querySelector(".xterm-helper-textarea");
  if (!box) return;
  if (window.matchMedia("(pointer: coarse)").matches) box.setAttribute("inputmode", "none");
  box.focus({ preventScroll: true });
}

window.addEventListener("focus", takeKeys);

// Once the kiosk has gone, a new one is opened as soon as there is a server to open it.
async function comeBack() {
  for (;;) {
    await new Promise((wake) => setTimeout(wake, 1000));
    try {
      if ((await fetch("/", { cache: "no-store" })).ok) return window.location.reload();
    } catch {
      continue;
    }
  }
}

let closed = false;
new MutationObserver(() => {
  if (document.body.classList.contains("-loaded")) takeKeys();
  if (!closed && document.body.classList.contains("-closed")) {
    closed = true;
    comeBack();
  }
}).observe(document.body, { attributes: true, attributeFilter: ["class"] });
