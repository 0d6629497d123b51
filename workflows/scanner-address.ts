/** Where a scanner listens: a host and port, or a socket of this machine. */
export type ScannerAddress = { host: string; port: number } | { path: string }

/** `tcp://127.0.0.1:3310` or `unix:/run/clamav/clamd.ctl`; null for anything else. */
export const readScannerAddress = (text: string): ScannerAddress | null => {
  const path = /^unix:(\/.+)$/u.exec(text)?.[1]
  if (path) return { path }
  const url = text.startsWith("tcp://") ? URL.parse(text.replace(/^tcp:/u, "http:")) : null
  return url?.port && url.pathname === "/" ? { host: url.hostname, port: Number(url.port) } : null
}
