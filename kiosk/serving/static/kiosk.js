// What textual.js leaves to the page: the size of the letters, touches, and coming back by itself.
"use strict";

const terminal = document.getElementById("terminal");
const LEAST = { columns: 40, rows: 20 };
const SMALLEST = 8;
const LETTERS = '"Roboto Mono"';

// Dots of the screen that a cell takes, as xterm.js counts them.
function cell(size) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${size}px ${LETTERS}`;
  const letter = pen.measureText("W");
  const height = letter.fontBoundingBoxAscent + letter.fontBoundingBoxDescent || size * 1.33; // old browsers tell none
  return {
    width: Math.floor(letter.width * window.devicePixelRatio),
    height: Math.ceil(height * window.devicePixelRatio),
  };
}

// Half a cell must be whole dots, or the edges of blocks are blurred; and the kiosk needs room for its cells.
function suits(size) {
  const { width, height } = cell(size);
  return (
    height % 2 === 0 &&
    width * LEAST.columns <= window.innerWidth * window.devicePixelRatio &&
    height * LEAST.rows <= window.innerHeight * window.devicePixelRatio
  );
}

// Letters as large as they should be on this screen: hardly larger, and smaller only where there is no room.
function fontSize() {
  const wanted = Number(terminal.dataset.fontSize);
  const size = terminal.dataset.fixed === "yes" ? wanted : wanted / window.devicePixelRatio;
  const tenths = Math.ceil(size * 10);
  for (let larger = tenths; larger < tenths + 20; larger++) if (suits(larger / 10)) return larger / 10;
  for (let smaller = tenths; smaller > SMALLEST * 10; smaller--) if (suits(smaller / 10)) return smaller / 10;
  return SMALLEST;
}

// Cells are measured with the letters: the terminal is opened once these are there.
addEventListener("DOMContentLoaded", () => {
  const start = window.onload;
  window.onload = async () => {
    await Promise.allSettled(["", "bold "].map((weight) => document.fonts.load(`${weight}20px ${LETTERS}`)));
    terminal.dataset.fontSize = String(fontSize());
    start();
  };
});

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
