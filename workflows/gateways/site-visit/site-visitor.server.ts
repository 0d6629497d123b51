import { type IncomingMessage, request as plainRequest } from "node:http"
import { request as secureRequest } from "node:https"
import { assertPublicHost, lookUpPublic, PrivateAddressError } from "../webhook/public-address.server.ts"
import { type VisitFault, VisitFaultError, visitFaultOf } from "./visit-fault.ts"

type Visit =
  /** `html` null: it is no page, or one that may not be read whole, as `fault` says then. */
  | { ok: true; status: number; address: string; html: string | null; fault: string }
  /** `status`: of the last answer, where one came. `isOurs`: this machine could not try. */
  | { ok: false; status: number | null; fault: string; isOurs: boolean }

/** Opens a page as a reader would, within limits; never throws. */
export type SiteVisitor = {
  visit(address: string, limits: { seconds: number; bytes: number }): Promise<Visit>
}

const MOST_REDIRECTS = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * @param d.allowedHosts `host` or `host:port` inside one's own network that may be opened; any other only at addresses of the open
 * internet, at each step of a redirection anew
 */
export const siteVisitor = (d: { allowedHosts: readonly string[] }): SiteVisitor => ({
  async visit(address, { seconds, bytes }) {
    const signal = AbortSignal.timeout(seconds * 1000)
    let status: number | null = null
    const failed = ({ message, isOurs }: VisitFault): Visit => ({ ok: false, status, fault: message, isOurs })
    try {
      let url = new URL(address)
      for (let step = 0; step <= MOST_REDIRECTS; step++) {
        const answer = await opened(url, { signal, isAllowed: isAllowed(url, d.allowedHosts) })
        status = answer.statusCode ?? 0
        if (REDIRECTS.has(status) && answer.headers.location !== undefined) {
          answer.destroy()
          url = new URL(answer.headers.location, url)
          continue
        }
        if (status < 200 || status > 299) {
          answer.destroy()
          return failed({ message: statusInWords(status), isOurs: false })
        }
        return { ok: true, status, address: url.href, ...(await readHtml(answer, bytes)) }
      }
      return failed({
        message: `Trang chuyển hướng quá ${MOST_REDIRECTS} lần, không tới được nội dung.`,
        isOurs: false,
      })
    } catch (error) {
      if (error instanceof PrivateAddressError)
        return failed({
          message: `Địa chỉ dẫn tới máy trong mạng nội bộ (${error.message}), hệ thống không mở. Nếu đúng là trang của đơn vị, ghi máy này vào SITE_HOSTS.`,
          isOurs: false,
        })
      return failed(visitFaultOf(signal.aborted ? signal.reason : error, seconds))
    }
  },
})

const isAllowed = ({ hostname, host }: URL, allowed: readonly string[]): boolean =>
  allowed.includes(hostname) || allowed.includes(host)

const opened = (
  url: URL,
  { signal, isAllowed }: { signal: AbortSignal; isAllowed: boolean },
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    if (url.protocol !== "https:" && url.protocol !== "http:")
      throw new VisitFaultError(`Trang chuyển tới địa chỉ không phải http, https (${url.protocol}//…).`)
    if (!isAllowed) assertPublicHost(url.hostname)
    const request = url.protocol === "https:" ? secureRequest : plainRequest
    const sent = request(
      // Never with a name and password that an address carries.
      { ...partsOf(url), ...(isAllowed ? {} : { lookup: lookUpPublic }) },
      resolve,
    )
    const stop = () => sent.destroy(signal.reason as Error)
    signal.addEventListener("abort", stop, { once: true })
    sent.on("close", () => signal.removeEventListener("abort", stop))
    sent.on("error", reject)
    sent.end()
  })

const partsOf = (url: URL) => ({
  hostname: url.hostname.replace(/^\[|\]$/g, ""),
  port: url.port || (url.protocol === "https:" ? 443 : 80),
  path: url.pathname + url.search,
  headers: {
    Host: url.host,
    "User-Agent": "danh-muc-dich-vu-cong (kiem tra trang thanh phan)",
    Accept: "text/html, application/xhtml+xml;q=0.9, */*;q=0.1",
    "Accept-Encoding": "identity",
  },
  agent: false as const,
  ...(url.protocol === "https:" ? { servername: url.hostname } : {}),
})

async function readHtml(
  answer: IncomingMessage,
  most: number,
): Promise<{ html: string | null; fault: string }> {
  const isHtml = /html/iu.test(answer.headers["content-type"] ?? "")
  const isPlain = ["identity", ""].includes(answer.headers["content-encoding"] ?? "")
  if (!isHtml || !isPlain) {
    answer.destroy()
    return { html: null, fault: "Trang trả lời không phải bằng HTML đọc được nên không xem được liên kết." }
  }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) {
      answer.destroy()
      const kilobytes = Math.round(most / 1024).toLocaleString("vi-VN")
      return { html: null, fault: `Trang dài hơn ${kilobytes} KB được đọc nên không xem được liên kết.` }
    }
    chunks.push(chunk)
  }
  return { html: Buffer.concat(chunks).toString("utf8"), fault: "" }
}

const statusInWords = (status: number): string => {
  if (status === 404 || status === 410) return `Trang không còn ở địa chỉ này (HTTP ${status}).`
  if (status === 401 || status === 403) return `Trang không cho xem (HTTP ${status}).`
  if (status >= 500) return `Máy chủ của trang bị lỗi (HTTP ${status}).`
  return `Trang trả lời không đúng (HTTP ${status}).`
}
