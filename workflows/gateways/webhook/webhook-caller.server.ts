import { createHmac } from "node:crypto"
import { request as plainRequest } from "node:http"
import { request as secureRequest } from "node:https"
import type { Outcome } from "#models/dispatch/dispatch-life.ts"
import type { Clock } from "#models/shared/clock.ts"
import { assertPublicHost, lookUpPublic, PrivateAddressError } from "./public-address.server.ts"

type WebhookCall = { id: string; url: string; secret: string; body: string }

/** Calls another system, and says how that went; never throws. */
export type WebhookCaller = { call(call: WebhookCall): Promise<Outcome> }

const ANSWER_MS = 10_000

/**
 * Signs after Standard Webhooks (standardwebhooks.com): HMAC-SHA256 over `id.timestamp.body`, base64. Its libraries verify it, and refuse
 * a timestamp more than five minutes from their own time.
 * @param timestamp seconds since 1970
 */
const signatureOf = (call: Omit<WebhookCall, "url">, timestamp: number): string => {
  const key = Buffer.from(call.secret.replace(/^whsec_/, ""), "base64")
  return `v1,${createHmac("sha256", key).update(`${call.id}.${timestamp}.${call.body}`).digest("base64")}`
}

/**
 * @param d.clock the machine's time: receivers compare it with theirs
 * @param d.allowedHosts `host` or `host:port` that may be called over plain HTTP and at private addresses; any other only over https
 * and at addresses of the open internet. Redirects are not followed: they could lead anywhere.
 */
export const webhookCaller = (d: { clock: Clock; allowedHosts: readonly string[] }): WebhookCaller => ({
  async call(call) {
    const address = call.url
    try {
      const url = new URL(call.url)
      const isAllowed = d.allowedHosts.includes(url.hostname) || d.allowedHosts.includes(url.host)
      if (!isAllowed) {
        if (url.protocol !== "https:")
          return refused(address, "Chỉ gọi địa chỉ https, hoặc máy có trong WEBHOOK_HOSTS.")
        assertPublicHost(url.hostname)
      }
      const { status, location } = await post(url, headersOf(call, d.clock), call.body, isAllowed)
      if (status >= 200 && status < 300) return { is: "DELIVERED", address, receipt: `HTTP ${status}` }
      if (status === 410) return refused(address, "Nơi nhận trả lời đã thôi nhận (HTTP 410).")
      const what = location ? `chuyển hướng tới ${location}, không đi theo` : `HTTP ${status}`
      return { is: "LATER", address, message: `Nơi nhận trả lời: ${what}.`, isOutage: true }
    } catch (error) {
      if (error instanceof PrivateAddressError)
        return refused(
          address,
          `Địa chỉ dẫn tới mạng nội bộ (${error.message}). Ghi máy này vào WEBHOOK_HOSTS nếu đúng là nơi nhận.`,
        )
      const message = error instanceof Error ? error.message : String(error)
      return { is: "LATER", address, message: `Chưa gọi được nơi nhận: ${message}`, isOutage: true }
    }
  },
})

const refused = (address: string, message: string): Outcome => ({ is: "REFUSED", address, message })

const headersOf = (call: WebhookCall, clock: Clock): Record<string, string> => {
  const timestamp = Math.floor(clock.now().getTime() / 1000)
  return {
    "Content-Type": "application/json",
    "User-Agent": "danh-muc-dich-vu-cong",
    "webhook-id": call.id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signatureOf(call, timestamp),
  }
}

const post = (
  url: URL,
  headers: Record<string, string>,
  body: string,
  isAllowed: boolean,
): Promise<{ status: number; location: string | null }> =>
  new Promise((resolve, reject) => {
    const request = url.protocol === "https:" ? secureRequest : plainRequest
    const sent = request(
      url,
      {
        method: "POST",
        headers: { ...headers, "Content-Length": String(Buffer.byteLength(body)) },
        agent: false,
        signal: AbortSignal.timeout(ANSWER_MS),
        ...(isAllowed ? {} : { lookup: lookUpPublic }),
      },
      (answer) => {
        // What it says beside the status is nobody's business here.
        answer.destroy()
        resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? null })
      },
    )
    sent.on("error", reject)
    sent.end(body)
  })
