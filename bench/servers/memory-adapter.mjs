const now = () => Math.floor(Date.now() / 1000)
const store = new Map()
const ofGrants = new Map()
const sessions = new Map()

/** The peer's records in the memory of its process. */
export class MemoryAdapter {
  constructor(model) {
    this.model = model
  }

  async upsert(id, payload, expiresIn) {
    const key = this.#key(id)
    store.set(key, { payload, expiresAt: expiresIn ? now() + expiresIn : Infinity })
    if (this.model === 'Session') sessions.set(payload.uid, id)
    if (!payload.grantId) return
    const keys = ofGrants.get(payload.grantId) ?? new Set()
    ofGrants.set(payload.grantId, keys.add(key))
  }

  async find(id) {
    const found = store.get(this.#key(id))
    return found && found.expiresAt >= now() ? found.payload : undefined
  }

  async findByUid(uid) {
    return this.find(sessions.get(uid))
  }

  async consume(id) {
    const found = store.get(this.#key(id))
    if (found) found.payload.consumed = now()
  }

  async destroy(id) {
    store.delete(this.#key(id))
  }

  async revokeByGrantId(grantId) {
    for (const key of ofGrants.get(grantId) ?? []) store.delete(key)
    ofGrants.delete(grantId)
  }

  #key(id) {
    return `${this.model}:${id}`
  }
}
