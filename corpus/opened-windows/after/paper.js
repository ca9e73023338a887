(function () {
  document.getElementById('paper').addEventListener('click', () => {
    const paper = window.electronAPI.windows.openPaper()

    paper.webContents.onDidFinishLoad(() => { (async () => {
      const data = await paper.webContents.printToPDF({ pageSize: 'A5', printBackground: true })
      window.electronAPI.userData.tryWriteFile(window.electronAPI.path.join(window.electronAPI.app.paths.userData, 'paper.pdf'), data).then(({ error }) => {
        document.getElementById('printed').innerText = error ? error.message : `${data.length > 1000 ? 'a page' : 'nothing'} on paper`
        paper.close()
      })
    })() })
  })
})()
