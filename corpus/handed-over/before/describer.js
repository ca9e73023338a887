// an old-fashioned class, and a function that says where the connection is
function connection () {
  return require('electron').ipcRenderer
}

function Describer (output) {
  this.output = output
}

Describer.prototype.describe = async function (what) {
  this.output.textContent = await connection().invoke('describe', what)
}
