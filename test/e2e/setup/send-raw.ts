import { type IncomingHttpHeaders, request } from "node:http"

export type RawAnswer = { status: number; headers: IncomingHttpHeaders; text: string }

type Sent = {
  method?: string
  /** Exactly what stands in the request line: nothing is tidied up, as `fetch` would. */
  target: string
  headers?: Record<string, string>
  body?: string | Uint8Array
}

/** Sends a request as it is given, however odd, and reads the answer whole. */
export const sendRaw = (
  url: string,
  { method = "GET", target, headers = {}, body }: Sent,
): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) }
    const sent = request(
      url,
      { method, path: target, headers: { ...length, ...headers }, agent: false },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on("data", (chunk: Buffer) => chunks.push(chunk))
        answer.on("error", reject)
        answer.on("end", () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text: Buffer.concat(chunks).toString(),
          }),
        )
      },
    )
    sent.on("error", reject)
    sent.end(body)
  })
