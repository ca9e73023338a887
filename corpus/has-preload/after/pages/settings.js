async function show() {
  const { font, size } = await window.settingsAPI.load();
  document.getElementById("now").textContent = `${font}, ${size} pt`;
}

document.getElementById("change").addEventListener("click", async () => {
  window.settingsAPI.change("font", document.getElementById("font").value);
  await show();
});

show();
