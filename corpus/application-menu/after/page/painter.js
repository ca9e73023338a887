"use strict";

const status = (text) => { document.getElementById("status").textContent = text; };
const canvas = document.getElementById("canvas");
const undone = [];
let grid = false;

const words = {
  en: { edit: "Edit", undo: "Undo", clear: "Clear", view: "View", grid: "Grid", coarse: "Coarse", fine: "Fine" },
  de: { edit: "Bearbeiten", undo: "Zurück", clear: "Leeren", view: "Ansicht", grid: "Gitter", coarse: "Grob", fine: "Fein" },
};

function draw() {
  canvas.textContent += "*";
  update();
}

function undo() {
  undone.push(canvas.textContent.slice(-1));
  canvas.textContent = canvas.textContent.slice(0, -1);
  update();
}

function template(language) {
  const word = words[language];
  return [
    {
      label: word.edit,
      submenu: [
        { id: "undo", label: word.undo, accelerator: "CmdOrCtrl+Z", enabled: false, click: undo },
        { type: "separator" },
        { id: "clear", label: word.clear, click: () => { canvas.textContent = ""; update(); } },
        { role: "selectAll" },
      ],
    },
    {
      label: word.view,
      submenu: [
        { id: "grid", label: word.grid, type: "checkbox", checked: grid, click: (item) => showGrid(item.checked) },
        { id: "coarse", label: word.coarse, type: "radio", checked: true, click: () => status("coarse") },
        { id: "fine", label: word.fine, type: "radio", click: () => status("fine") },
      ],
    },
  ];
}

function showGrid(on) {
  grid = on;
  status(on ? "with a grid" : "without a grid");
}

function setMenu(language) {
  const menu = template(language);
  window.electronAPI.menu.setApplicationMenu(menu);
  update();
}

// what there is to undo, the menu offers
function update() {
  window.electronAPI.menu.setItem("undo", { enabled: canvas.textContent !== "" });
  const clear = "clear";
  window.electronAPI.menu.setItem(clear, { enabled: canvas.textContent !== "" });
  window.electronAPI.menu.setItem(clear, { visible: undone.length === 0 });
}

setMenu("en");

document.getElementById("draw").addEventListener("click", draw);
document.getElementById("language").addEventListener("click", () => setMenu("de"));
document.getElementById("menu").addEventListener("click", () => {
  window.electronAPI.menu.popupApplicationMenu({ x: 10, y: 20 });
});
