import { execFileSync, spawn } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer, type IncomingHttpHeaders } from "node:http"
import type { AddressInfo } from "node:net"
import { createServer as createPlainServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"

const NGINX = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx"].find((path) => existsSync(path))
const SAMPLE = join(import.meta.dirname, "../../docs/operating/nginx.conf")
const NAME = "danhmuc.example.gov.vn"

/**
 * True where what needs nginx must be skipped, which is said loudly; in CI a missing one is a failure instead.
 * Use as `describe.skipIf(isNginxMissing())`.
 */
export const isNginxMissing = (): boolean => {
  if (NGINX) return false
  if (process.env["CI"] === "true")
    throw new Error("No nginx to run docs/operating/nginx.conf: apt-get install nginx-light")
  process.stderr.write(
    "\n*** docs/operating/nginx.conf NOT RUN: no nginx found. apt-get install nginx-light ***\n\n",
  )
  return true
}

/** What the process behind was asked, and with which headers. */
type Asked = { url: string; headers: IncomingHttpHeaders }

export type NginxFront = {
  /** The name the sample stands for. */
  name: string
  httpPort: number
  httpsPort: number
  /** A server beside it that takes anything, as old as the client can be: a client refused here and taken there was refused by the sample. */
  laxPort: number
  /** The certificate of both, for who asks. */
  ca: string
  asked: readonly Asked[]
  /** What nginx logged of requests so far. */
  logged(): string
  close(): Promise<void>
}

/**
 * Runs the sample as it stands, but for its ports and where its certificate and its log lie, within the settings Debian puts around it; behind
 * it a server that answers anything with 200 and a header of HSTS of its own.
 */
export const startNginxFront = async (): Promise<NginxFront> => {
  if (!NGINX) throw new Error("no nginx")
  const folder = mkdtempSync(join(tmpdir(), "nginx-"))
  for (const [kind, key] of [
    ["rsa", ["rsa:2048"]],
    ["ec", ["ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]],
  ] as const)
    makeCertificate(folder, kind, key)
  const asked: Asked[] = []
  const behind = createServer((request, response) => {
    asked.push({ url: request.url ?? "", headers: request.headers })
    response
      .writeHead(200, { "Strict-Transport-Security": "max-age=1", "X-Correlation-Id": "ten-yeu-cau" })
      .end("phía sau\n")
  })
  await new Promise<void>((resolve) => behind.listen(0, "127.0.0.1", resolve))
  const [httpPort, httpsPort, laxPort] = await freePorts(3)
  if (!httpPort || !httpsPort || !laxPort) throw new Error("no free ports")
  writeFileSync(
    join(folder, "danh-muc.conf"),
    sampleFor({ folder, httpPort, httpsPort, behind: (behind.address() as AddressInfo).port }),
  )
  writeFileSync(join(folder, "nginx.conf"), around(folder, laxPort))
  const child = spawn(
    NGINX,
    ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", join(folder, "error.log")],
    {
      stdio: "pipe",
    },
  )
  let said = ""
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString()
  })
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()))
  const close = async () => {
    child.kill("SIGTERM")
    await ended
    behind.closeAllConnections()
    await new Promise((resolve) => behind.close(resolve))
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await listening(httpPort, () => child.exitCode !== null)
  } catch {
    const errors = existsSync(join(folder, "error.log"))
      ? readFileSync(join(folder, "error.log"), "utf8")
      : ""
    await close()
    throw new Error(`nginx does not run the sample:\n${said}${errors}`)
  }
  return {
    name: NAME,
    httpPort,
    httpsPort,
    laxPort,
    ca: readFileSync(join(folder, "rsa.crt"), "utf8"),
    asked,
    logged: () => readFileSync(join(folder, "access.log"), "utf8"),
    close,
  }
}

function makeCertificate(folder: string, kind: string, key: readonly string[]): void {
  const [algorithm = "", ...settings] = key
  execFileSync(
    "openssl",
    [
      ...["req", "-x509", "-newkey", algorithm, ...settings, "-nodes", "-days", "2"],
      ...["-keyout", `${kind}.key`, "-out", `${kind}.crt`],
      ...["-subj", `/CN=${NAME}`, "-addext", `subjectAltName=DNS:${NAME}`],
    ],
    { cwd: folder, stdio: "pipe" },
  )
}

const certificatesIn = (folder: string): string =>
  ["rsa", "ec"]
    .map((kind) => `ssl_certificate ${folder}/${kind}.crt; ssl_certificate_key ${folder}/${kind}.key;`)
    .join("\n")

/** The sample with the ports, the certificates and the log of here. @throws Error where it does not say what is exchanged */
function sampleFor(here: { folder: string; httpPort: number; httpsPort: number; behind: number }): string {
  const exchange = (text: string, was: RegExp, by: string): string => {
    if (!was.test(text)) throw new Error(`the sample says nothing like ${was}`)
    return text.replace(was, by)
  }
  let text = readFileSync(SAMPLE, "utf8")
  text = exchange(text, /listen 80;\n\s*listen \[::\]:80;/u, `listen 127.0.0.1:${here.httpPort};`)
  text = exchange(
    text,
    /listen 443 (.*);\n\s*listen \[::\]:443 .*;/u,
    `listen 127.0.0.1:${here.httpsPort} $1;`,
  )
  text = exchange(text, /ssl_certificate .*;\n\s*ssl_certificate_key .*;/u, certificatesIn(here.folder))
  text = exchange(text, /access_log \S+ danh_muc;/u, `access_log ${here.folder}/access.log danh_muc;`)
  return exchange(
    text,
    /127\.0\.0\.1:300[12](?=[\s\S]*127\.0\.0\.1:300[12])/u,
    `127.0.0.1:${here.behind}`,
  ).replace(/127\.0\.0\.1:300[12]/u, `localhost:${here.behind}`)
}

/** As `/etc/nginx/nginx.conf` of Debian has it, also what it lets in. */
const around = (folder: string, laxPort: number): string => `
${process.getuid?.() === 0 ? "user root;" : ""}
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
events { worker_connections 256; }
http {
  sendfile on;
  types_hash_max_size 2048;
  default_type application/octet-stream;
  ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;
  ssl_prefer_server_ciphers on;
  access_log ${folder}/access.log;
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(" ")}
  include ${folder}/danh-muc.conf;
  server {
    listen 127.0.0.1:${laxPort} ssl;
    server_name ${NAME};
    ssl_ciphers ALL:@SECLEVEL=0;
    ${certificatesIn(folder)}
    return 200;
  }
}
`

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createPlainServer())
  await Promise.all(
    servers.map((server) => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))),
  )
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

/** Waits until something answers there. @throws Error when it ended, or after ten seconds */
async function listening(port: number, hasEnded: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const answers = await fetch(`http://127.0.0.1:${port}/`, { redirect: "manual" }).then(
      () => true,
      () => false,
    )
    if (answers) return
    if (hasEnded()) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error("nothing listens")
}
