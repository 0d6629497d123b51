/** Where mail is handed over, as SMTP_URL names it: `smtps://` speaks TLS from the start. */
export type SmtpAddress = {
  host: string
  port: number
  secure: boolean
  /** TLS before anything else is said; off only within the machine itself. */
  requireTLS: boolean
  auth: { user: string; pass: string } | null
}

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"])

/** Reads `smtp://user:password@host:587` or `smtps://…`; null for anything else. */
export const readSmtpUrl = (text: string): SmtpAddress | null => {
  const url = URL.parse(text)
  if (!url?.hostname || (url.protocol !== "smtp:" && url.protocol !== "smtps:")) return null
  const secure = url.protocol === "smtps:"
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !LOOPBACK.has(url.hostname),
    auth: url.username
      ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
      : null,
  }
}
