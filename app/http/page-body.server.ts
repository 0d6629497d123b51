import { Transform } from "node:stream"

/**
 * Where a page is drawn into. React 18 sends its buffer whole when a letter of several bytes no longer fits in what is left of it:
 * the bytes left over are zeros, which a browser shows as a broken letter. No page has a zero byte of its own.
 */
export const pageBody = (): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk)
    },
  })
