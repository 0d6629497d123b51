const SPLIT_AT = 512

/** Distinct texts in order: a list of short sorted lists, so that adding and taking away stay cheap. */
export class SortedKeys {
  private chunks: string[][] = []

  add(key: string): void {
    if (this.chunks.length === 0) {
      this.chunks.push([key])
      return
    }
    const at = Math.min(this.chunkOf(key), this.chunks.length - 1)
    const chunk = this.chunks[at] as string[]
    const position = lowerBound(chunk, key)
    if (chunk[position] === key) return
    if (position === chunk.length) chunk.push(key)
    else chunk.splice(position, 0, key)
    if (chunk.length > SPLIT_AT) {
      // Keys that come in order fill the last chunk; leave it nearly full then.
      const isAppending = position === chunk.length - 1 && at === this.chunks.length - 1
      this.chunks.splice(at + 1, 0, chunk.splice(isAppending ? SPLIT_AT - 1 : SPLIT_AT >> 1))
    }
  }

  delete(key: string): void {
    const at = this.chunkOf(key)
    const chunk = this.chunks[at]
    if (!chunk) return
    const position = lowerBound(chunk, key)
    if (chunk[position] !== key) return
    chunk.splice(position, 1)
    if (chunk.length === 0) this.chunks.splice(at, 1)
  }

  /** Keys from `start` (included) up to `end` (not included), in order or from the end. */
  *range(start: string, end: string, isReversed = false): Generator<string> {
    if (isReversed) yield* this.backwards(start, end)
    else yield* this.forwards(start, end)
  }

  private *forwards(start: string, end: string): Generator<string> {
    for (let at = this.chunkOf(start); at < this.chunks.length; at++) {
      const chunk = this.chunks[at] as string[]
      for (let i = (chunk[0] as string) < start ? lowerBound(chunk, start) : 0; i < chunk.length; i++) {
        const key = chunk[i] as string
        if (key >= end) return
        yield key
      }
    }
  }

  private *backwards(start: string, end: string): Generator<string> {
    for (let at = Math.min(this.chunkOf(end), this.chunks.length - 1); at >= 0; at--) {
      const chunk = this.chunks[at] as string[]
      for (let i = lowerBound(chunk, end) - 1; i >= 0; i--) {
        const key = chunk[i] as string
        if (key < start) return
        yield key
      }
    }
  }

  /** The first chunk whose last key is not before `key`. */
  private chunkOf(key: string): number {
    let low = 0
    let high = this.chunks.length
    while (low < high) {
      const middle = (low + high) >> 1
      const chunk = this.chunks[middle] as string[]
      if ((chunk[chunk.length - 1] as string) < key) low = middle + 1
      else high = middle
    }
    return low
  }
}

function lowerBound(keys: string[], key: string): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((keys[middle] as string) < key) low = middle + 1
    else high = middle
  }
  return low
}
