"use strict";

document.getElementById("sum").addEventListener("click", async function () {
  const total = await ipcRenderer.invoke("sum", 1, 2, 39);
  document.getElementById("total").textContent = String(total);
});

$("find").addEventListener("click", () => {
  ipcRenderer.invoke("find", { text: $("query").value, since: new Date(0) })
    .then(({ query, hits }) => { $("hits").textContent = `${hits.length} for “${query.text}” since ${query.since.getTime()}`; })
    .catch((error) => { $("hits").textContent = error.message.includes("nothing to look for") ? "nothing asked" : "failed"; });
});

$("stats").onclick = async () => {
  const { items, longest } = await ipcRenderer.invoke("stats");
  $("figures").textContent = items + " items, longest " + longest;
};