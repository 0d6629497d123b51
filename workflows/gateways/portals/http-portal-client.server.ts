import { z } from "zod"
import { digestOf } from "#models/shared/digest.server.ts"
import { type Answer, classifyAnswer, retryAfterSeconds } from "./classify-failure.ts"
import { toWire } from "./envelope.ts"
import {
  type ListedRecord,
  type PortalClient,
  PortalFailure,
  PortalReceipt,
  type RemoteRecord,
  type Sending,
  type WholeRecord,
} from "./portal-client.ts"

export type HttpPortal = {
  /** Address of the portal; records live under `/records/`. */
  url: string
  /** The bearer token; `renew` is set once after the portal refused the last one. */
  token: (options: { renew: boolean }) => Promise<string>
  timeoutMs?: number
}

const RemoteBody = z.object({
  version: z.int(),
  editionDigest: z.string(),
  payload: z.unknown(),
})
const WholeBody = RemoteBody.extend({ schema: z.string(), edition: z.string(), decision: z.string() })
const ListBody = z.object({
  records: z.array(
    z.object({ recordId: z.string(), version: z.int(), edition: z.string(), withdrawn: z.boolean() }),
  ),
})

/** REST binding of records.md §7.3: `PUT`, `DELETE` and `GET /records/{recordId}`. */
export const httpPortalClient = ({ url, token, timeoutMs = 15_000 }: HttpPortal): PortalClient => {
  const records = `${url.replace(/\/+$/, "")}/records`

  /** `recordId` null: all of them. */
  const call = async (method: string, recordId: string | null, sending: Sending | null) => {
    const first = await request(method, recordId, sending, false)
    // A session may simply have run out: log in once more, then believe the portal.
    return first.status === 401 ? request(method, recordId, sending, true) : first
  }

  const request = async (
    method: string,
    recordId: string | null,
    sending: Sending | null,
    renew: boolean,
  ) => {
    try {
      const response = await fetch(
        recordId === null ? records : `${records}/${encodeURIComponent(recordId)}`,
        {
          method,
          headers: {
            authorization: `Bearer ${await token({ renew })}`,
            accept: "application/json",
            ...(sending ? headersOf(sending) : {}),
          },
          body: sending ? toWire(sending.message, sending.sentAt) : null,
          signal: AbortSignal.timeout(timeoutMs),
          redirect: "error",
        },
      )
      return { status: response.status, headers: response.headers, body: readJson(await response.text()) }
    } catch (cause) {
      throw new PortalFailure("TRANSPORT", reasonOf(cause), { cause })
    }
  }

  const send = async (method: "PUT" | "DELETE", sending: Sending): Promise<PortalReceipt> => {
    const answer = await call(method, sending.message.recordId, sending)
    refuse(answer, sending.message.version)
    return parsed(PortalReceipt, answer)
  }

  /** Null when the portal does not have it. */
  const lookUp = async <Body extends z.infer<typeof RemoteBody>>(
    recordId: string,
    schema: z.ZodType<Body>,
  ) => {
    const answer = await call("GET", recordId, null)
    if (answer.status === 404) return null
    const withdrawn = answer.status === 410
    if (!withdrawn) refuse(answer, 0)
    return { body: parsed(schema, answer), withdrawn }
  }

  return {
    put: (sending) => send("PUT", sending),
    withdraw: (sending) => send("DELETE", sending),
    async read(recordId): Promise<RemoteRecord | null> {
      const found = await lookUp(recordId, RemoteBody)
      if (!found) return null
      const { version, editionDigest, payload } = found.body
      return { version, editionDigest, payloadSha256: digestOf(payload), withdrawn: found.withdrawn }
    },
    async readWhole(recordId): Promise<WholeRecord | null> {
      const found = await lookUp(recordId, WholeBody)
      if (!found) return null
      const { body, withdrawn } = found
      return { ...body, payloadSha256: digestOf(body.payload), withdrawn }
    },
    async list(): Promise<ListedRecord[]> {
      const answer = await call("GET", null, null)
      refuse(answer, 0)
      return parsed(ListBody, answer).records
    },
  }
}

const headersOf = ({ message, ifMatch }: Sending): Record<string, string> => ({
  "content-type": "application/json; charset=utf-8",
  "idempotency-key": message.id,
  ...(ifMatch === null ? {} : { "if-match": `"${ifMatch}"` }),
})

function refuse(answer: Answer & { headers: Headers }, version: number): void {
  const refusal = classifyAnswer(answer, version)
  if (refusal)
    throw new PortalFailure(refusal.failure, refusal.detail, {
      status: answer.status,
      retryAfterSeconds: retryAfterSeconds(answer.headers),
    })
}

function parsed<T>(schema: z.ZodType<T>, { status, body }: Answer): T {
  const result = schema.safeParse(body)
  if (!result.success)
    throw new PortalFailure("REMOTE", "câu trả lời không đúng mẫu.", { status, cause: result.error })
  return result.data
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** `fetch failed` says nothing; its cause does (ECONNREFUSED, certificate, time-out). */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === "TimeoutError") return "quá thời gian chờ trả lời."
  const { cause } = error
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : ""
  return code || (cause instanceof Error && cause.message) || error.message
}
