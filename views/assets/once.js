// A second press of a button within two seconds sends nothing: the first is on its way
const sent = new WeakMap()
addEventListener('submit', (event) => {
  if (event.timeStamp - (sent.get(event.target) ?? -Infinity) < 2000) event.preventDefault()
  else sent.set(event.target, event.timeStamp)
})
