const SPLIT_AT = 512

/** Distinct texts in order: a list of short sorted lists, so that adding and taking away stay cheap. */
export class SortedKeys {
  private chunks: string[][] = [[]]

  add(key: string): void {
    const at = this.chunkOf(key)
    const chunk = this.chunks[at] as string[]
    const position = placeOf(chunk, key)
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
    const chunk = this.chunks[at] as string[]
    const position = placeOf(chunk, key)
    if (chunk[position] !== key) return
    chunk.splice(position, 1)
    if (chunk.length === 0 && this.chunks.length > 1) this.chunks.splice(at, 1)
  }

  /** Keys from `start` (included) up to `end` (not included), in order or from the end. */
  *range(start: string, end: string, isReversed = false): Generator<string> {
    const step = isReversed ? -1 : 1
    for (let at = this.chunkOf(isReversed ? end : start); ; at += step) {
      const chunk = this.chunks[at]
      if (!chunk) return
      const from = placeOf(chunk, start)
      const to = placeOf(chunk, end)
      for (let i = isReversed ? to - 1 : from; i >= from && i < to; i += step) yield chunk[i] as string
      if (isReversed ? from > 0 : to < chunk.length) return
    }
  }

  /** The first chunk whose last key is not before `key`, else the last one. */
  private chunkOf(key: string): number {
    let low = 0
    let high = this.chunks.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      const chunk = this.chunks[middle] as string[]
      if ((chunk[chunk.length - 1] as string) < key) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Where a key stands or would stand. */
function placeOf(keys: string[], key: string): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((keys[middle] as string) < key) low = middle + 1
    else high = middle
  }
  return low
}
