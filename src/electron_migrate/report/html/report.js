(function () {
  'use strict'
  var PAGE = 200
  var data = JSON.parse(document.getElementById('data').textContent)
  var rules = JSON.parse(document.getElementById('rules').textContent)
  var byId = function (id) { return document.getElementById(id) }
  var filter = { search: '', rule: '', safety: '', file: '', window: '', channel: '' }
  var shown = PAGE

  // ---- theme
  var theme = byId('theme')
  function setTheme (dark) {
    document.documentElement.classList.toggle('dark', dark)
    theme.setAttribute('aria-pressed', String(dark))
  }
  setTheme(matchMedia('(prefers-color-scheme: dark)').matches)
  theme.addEventListener('click', function () { setTheme(theme.getAttribute('aria-pressed') !== 'true') })

  // ---- findings
  var texts = data.findings.map(function (finding) {
    return [finding.path, finding.rule, finding.message, finding.snippet, finding.reason].join('\n').toLowerCase()
  })
  var places = {}
  Object.keys(data.channels).forEach(function (name) {
    data.channels[name].forEach(function (place) { (places[place.join(':')] = places[place.join(':')] || {})[name] = true })
  })
  var files = byId('files')
  Array.from(new Set(data.findings.map(function (finding) { return finding.path }))).sort().forEach(function (path) {
    files.appendChild(new Option(path, path))
  })

  function matches (finding, index) {
    if (filter.rule && finding.rule !== filter.rule) return false
    if (filter.safety && (finding.safety || 'note') !== filter.safety) return false
    if (filter.file && finding.path.indexOf(filter.file) < 0) return false
    if (filter.window && finding.windows.indexOf(filter.window) < 0) return false
    if (filter.channel && !(places[finding.path + ':' + finding.line] || {})[filter.channel]) return false
    return !filter.search || texts[index].indexOf(filter.search) >= 0
  }

  function element (name, className, text) {
    var made = document.createElement(name)
    if (className) made.className = className
    if (text) made.textContent = text
    return made
  }

  function row (finding) {
    var made = element('tr')
    made.appendChild(element('td', 'place', finding.path + ':' + finding.line))
    var rule = element('td', '', finding.rule)
    rule.title = (rules[finding.rule] || {}).title || ''
    made.appendChild(rule)
    var safety = element('td')
    safety.appendChild(element('span', 'chip ' + (finding.safety || 'note'), finding.safety || 'note'))
    made.appendChild(safety)
    var what = element('td')
    what.appendChild(element('div', '', finding.message))
    what.appendChild(element('code', '', finding.snippet.split('\n')[0]))
    if (finding.reason) what.appendChild(element('div', 'reason', finding.reason))
    made.appendChild(what)
    return made
  }

  function render () {
    var found = data.findings.filter(matches)
    var rows = byId('rows')
    var part = document.createDocumentFragment()
    found.slice(0, shown).forEach(function (finding) { part.appendChild(row(finding)) })
    rows.replaceChildren(part)
    byId('more').hidden = found.length <= shown
    byId('shown').textContent = found.length === data.findings.length ? found.length + ' findings' : found.length + ' of ' + data.findings.length + ' findings'
    var further = byId('further')
    further.replaceChildren()
    ;['window', 'channel'].forEach(function (name) {
      if (!filter[name]) return
      var drop = element('button', '', name + ' ' + filter[name] + ' ×')
      drop.type = 'button'
      drop.setAttribute('aria-label', 'Do not filter by ' + name + ' ' + filter[name])
      drop.addEventListener('click', function () { choose(name, '') })
      further.appendChild(drop)
    })
    light()
  }

  function choose (name, value) {
    filter[name] = value
    shown = PAGE
    var field = byId(name === 'search' ? 'search' : name)
    if (field && 'value' in field && field.value.toLowerCase() !== value.toLowerCase()) field.value = value
    render()
  }

  ;['rule', 'safety', 'file'].forEach(function (name) {
    byId(name).addEventListener(name === 'file' ? 'input' : 'change', function (event) { choose(name, event.target.value.trim()) })
  })
  byId('search').addEventListener('input', function (event) { choose('search', event.target.value.trim().toLowerCase()) })
  byId('more').addEventListener('click', function () { shown += PAGE; render() })
  byId('reset').addEventListener('click', function () {
    Object.keys(filter).forEach(function (name) { filter[name] = '' })
    ;['rule', 'safety', 'file', 'search'].forEach(function (name) { byId(name).value = '' })
    shown = PAGE
    render()
  })

  // ---- what filters by a click: windows, and the boxes of the map
  function pick (from) {
    var name = from.getAttribute('data-filter')
    var value = from.getAttribute('data-value')
    choose(name, filter[name] === value ? '' : value)
    if (filter[name]) byId('shown').scrollIntoView({ block: 'nearest' })
  }
  document.querySelectorAll('[data-filter]').forEach(function (one) {
    one.addEventListener('click', function () { pick(one) })
    if (one.tagName !== 'BUTTON') {
      one.addEventListener('keydown', function (event) {
        if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); pick(one) }
      })
    }
  })

  // ---- the map
  var svg = document.querySelector('.map svg')
  var zoom = 1
  function setZoom (next) {
    zoom = Math.min(4, Math.max(0.2, next))
    svg.setAttribute('width', String(Math.round(svg.dataset.width * zoom)))
    svg.setAttribute('height', String(Math.round(svg.dataset.height * zoom)))
  }
  function light () {
    if (!svg) return
    var active = Array.from(svg.querySelectorAll('.box')).filter(function (box) {
      return filter[box.getAttribute('data-filter')] === box.getAttribute('data-value')
    }).map(function (box) { return box.dataset.id })
    svg.classList.toggle('dim', active.length > 0)
    var lit = {}
    active.forEach(function (id) { lit[id] = true })
    svg.querySelectorAll('.line').forEach(function (line) {
      var touches = active.indexOf(line.dataset.start) >= 0 || active.indexOf(line.dataset.end) >= 0
      line.classList.toggle('lit', touches)
      if (touches) lit[line.dataset.start] = lit[line.dataset.end] = true
    })
    svg.querySelectorAll('.box').forEach(function (box) {
      box.classList.toggle('lit', Boolean(lit[box.dataset.id]))
      box.classList.toggle('active', active.indexOf(box.dataset.id) >= 0)
      box.setAttribute('aria-pressed', String(active.indexOf(box.dataset.id) >= 0))
    })
  }
  if (svg) {
    byId('zoom-in').addEventListener('click', function () { setZoom(zoom * 1.25) })
    byId('zoom-out').addEventListener('click', function () { setZoom(zoom / 1.25) })
    byId('zoom-fit').addEventListener('click', function () { setZoom(document.querySelector('.map').clientWidth / svg.dataset.width) })
    document.querySelector('.map').addEventListener('wheel', function (event) {
      if (!event.ctrlKey) return
      event.preventDefault()
      setZoom(zoom * (event.deltaY < 0 ? 1.1 : 1 / 1.1))
    }, { passive: false })
    setZoom(Math.min(1, document.querySelector('.map').clientWidth / svg.dataset.width))
  }
  render()
})()
