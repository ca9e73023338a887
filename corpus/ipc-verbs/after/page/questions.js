"use strict";

document.getElementById("sum").addEventListener("click", async function () {
  const total = await window.electronAPI.sum(1, 2, 39);
  document.getElementById("total").textContent = String(total);
});

$("find").addEventListener("click", () => {
  window.electronAPI.find({ text: $("query").value, since: new Date(0) })
    .then(({ query, hits }) => { $("hits").textContent = `${hits.length} for “${query.text}” since ${query.since.getTime()}`; })
    .catch((error) => { $("hits").textContent = error.message.includes("nothing to look for") ? "nothing asked" : "failed"; });
});

$("stats").onclick = async () => {
  const { items, longest } = await window.electronAPI.stats();
  $("figures").textContent = items + " items, longest " + longest;
};