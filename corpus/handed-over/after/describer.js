// an old-fashioned class, and a function that says where the connection is

function Describer (output) {
  this.output = output
}

Describer.prototype.describe = async function (what) {
  this.output.textContent = await window.electronAPI.describe(what)
}
