import pako from "pako"

let left = Number.POSITIVE_INFINITY
let tell: () => void = () => {}

/**
 * Counts what the readers of PDF unpack in this process from now on: `@libpdf/core` by pako, pdf.js by the platform's streams.
 * Neither has a limit of its own, and both take an error for a damaged file and go on; so `exceeded` is told as well.
 */
export const allowUnpacking = (bytes: number, exceeded: () => void): void => {
  left = bytes
  tell = exceeded
}

function count(bytes: number): void {
  left -= bytes
  if (left >= 0) return
  tell()
  throw new RangeError("the file unpacks to more than it may")
}

const { onData } = pako.Inflate.prototype
pako.Inflate.prototype.onData = function (chunk) {
  count(chunk.byteLength)
  onData.call(this, chunk)
}

const Unpacking = globalThis.DecompressionStream
globalThis.DecompressionStream = class extends Unpacking {
  private readonly counted = super.readable.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        count(chunk.byteLength)
        controller.enqueue(chunk)
      },
    }),
  )
  override get readable() {
    return this.counted
  }
}
