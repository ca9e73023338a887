const $ = window.jQuery

// a plugin: what it is called on was looked at
$.fn.flash = function () {
  return this.addClass('seen')
}
