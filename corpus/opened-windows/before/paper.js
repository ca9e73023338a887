(function () {
  const { BrowserWindow, app } = require('electron').remote
  const fs = require('fs')
  const path = require('path')

  document.getElementById('paper').addEventListener('click', () => {
    const paper = new BrowserWindow({ width: 400, height: 300, show: false })

    paper.webContents.on('did-finish-load', async () => {
      const data = await paper.webContents.printToPDF({ pageSize: 'A5', printBackground: true })
      fs.writeFile(path.join(app.getPath('userData'), 'paper.pdf'), data, (error) => {
        document.getElementById('printed').innerText = error ? error.message : `${data.length > 1000 ? 'a page' : 'nothing'} on paper`
        paper.close()
      })
    })
    paper.loadFile('paper.html')
  })
})()
