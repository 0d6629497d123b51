import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { request } from "node:http"
import { createServer } from "node:https"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"

/**
 * TLS in front of the app, as a province's proxy is: what comes in by https goes on to the app in plain HTTP, with the headers of
 * `docs/operating/nginx.conf`. The app is named once it listens.
 */
export const startTlsFront = async () => {
  const folder = mkdtempSync(join(tmpdir(), "tls-"))
  const named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
  execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-days",
      "2",
      "-keyout",
      "key",
      "-out",
      "crt",
      ...named,
    ],
    { cwd: folder, stdio: "pipe" },
  )
  const pem = (file: string) => readFileSync(join(folder, file))
  let appPort = 0
  const server = createServer({ key: pem("key"), cert: pem("crt") }, (incoming, answer) => {
    const { method = "GET", url = "/", headers, socket } = incoming
    const forwarded = {
      "x-forwarded-for": socket.remoteAddress ?? "",
      "x-forwarded-proto": "https",
      "x-forwarded-host": headers.host ?? "",
    }
    const onward = request(
      { host: "127.0.0.1", port: appPort, method, path: url, headers: { ...headers, ...forwarded } },
      (inner) => {
        answer.writeHead(inner.statusCode ?? 502, inner.headers)
        inner.pipe(answer)
      },
    )
    onward.on("error", () => answer.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    leadsTo: (port: number) => {
      appPort = port
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
