import { Writable } from "node:stream"

/**
 * Where a page is drawn into, to be sent whole: piece by piece, 2 KB each, it would be compressed and sent in as many turns, and
 * nothing of it is waited for once it begins. React 18 gives its buffer whole when a letter of several bytes no longer fits in what is
 * left of it: the bytes left over are zeros, which a browser shows as a broken letter. No page has a zero byte of its own.
 * @param drawn gets the page once all of it is there
 */
export const pageBody = (drawn: (page: Buffer<ArrayBuffer>) => void): Writable => {
  const pieces: Buffer[] = []
  return new Writable({
    write(piece: Buffer, _encoding, done) {
      // Copied: the buffer may be filled anew.
      pieces.push(Buffer.from(piece.includes(0) ? piece.filter((byte) => byte !== 0) : piece))
      done()
    },
    final(done) {
      drawn(Buffer.concat(pieces))
      done()
    },
  })
}
