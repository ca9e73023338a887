const byId = (id) => document.getElementById(id);

byId("info").textContent = `${window.appInfo.page} on ${appInfo.platform}`;

function countWords() {
  byId("words").textContent = `${window.wordCount(byId("text").value)} words`;
}

byId("text").addEventListener("input", countWords);

byId("save").addEventListener("click", async () => {
  const { name, bytes } = await window.electronAPI.documentSave("entwurf", byId("text").value);
  byId("status").textContent = `${name}: ${bytes} bytes`;
});

byId("settings").addEventListener("click", () => {
  window.electronAPI.settingsOpen();
});

window.electronAPI.onSettingsChanged((key, value) => {
  byId("font").textContent = `${key} is now ${value}`;
});

countWords();
