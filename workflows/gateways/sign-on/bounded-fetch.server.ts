import type { CustomFetch } from "openid-client"

/** What a provider may answer at once, bytes. */
const MOST_BYTES = 256 * 1024

/** What errors of the net are called here; `fetch` gives them the class of programming errors. */
export const NET_ERROR = "NetError"

/** Of the class the library passes through. */
class NetError extends TypeError {
  override readonly name = NET_ERROR
}

/** `fetch` that gives up on an answer that is too long, and follows no redirect. @throws NetError when nothing sensible arrives */
export const boundedFetch: CustomFetch = async (address, options) => {
  try {
    return await bounded(address, options)
  } catch (error) {
    // Giving up has a name of its own.
    if (!(error instanceof TypeError)) throw error
    throw new NetError(error.message, { cause: error.cause ?? error })
  }
}

const bounded: CustomFetch = async (address, options) => {
  const answer = await fetch(address, { ...options, redirect: "manual" } as RequestInit)
  const { status, statusText, headers } = answer
  if (!answer.body) return new Response(null, { status, statusText, headers })
  const parts: Uint8Array[] = []
  let length = 0
  const reader = answer.body.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.byteLength
    if (length > MOST_BYTES) {
      await reader.cancel()
      throw new TypeError(`more than ${MOST_BYTES} bytes from ${new URL(address).origin}`)
    }
    parts.push(next.value)
  }
  return new Response(Buffer.concat(parts), { status, statusText, headers })
}
