const attribute = (attributes, name) => {
  const found = attributes.find((text) => text.trim().toLowerCase().startsWith(`${name}=`))
  return found?.slice(found.indexOf('=') + 1)
}

const isOver = (value, attributes) => {
  const [age, expires] = [attribute(attributes, 'max-age'), attribute(attributes, 'expires')]
  return value === '' || Number(age ?? 1) <= 0 || (age === undefined && expires !== undefined && Date.parse(expires) < Date.now())
}

/** As much of a browser's cookie jar as one server needs: names, values, paths, ends. */
export class CookieJar {
  #cookies = new Map()

  store(lines = []) {
    for (const line of lines) {
      const [pair, ...attributes] = line.split(';')
      const [name, value] = [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1)]
      const path = attribute(attributes, 'path') ?? '/'
      if (isOver(value, attributes)) this.#cookies.delete(`${path} ${name}`)
      else this.#cookies.set(`${path} ${name}`, { name, value, path })
    }
  }

  headersFor(pathname) {
    const sent = [...this.#cookies.values()].filter(
      ({ path }) => pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`),
    )
    return sent.length === 0 ? {} : { cookie: sent.map(({ name, value }) => `${name}=${value}`).join('; ') }
  }
}
