import { execFileSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** A red square: what a seal looks like is not the matter here. */
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==",
  "base64",
)
const TSA_CONFIG = `[tsa]
default_tsa = t
[t]
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`

const CRL_CONFIG = `[ca]
default_ca = c
[c]
database = index.txt
crlnumber = crlnumber
default_md = sha256
`

/** An authority made with OpenSSL: PKCS#12 files in a folder, and a timestamp service over HTTP. */
export const anAuthority = () => {
  const folder = mkdtempSync(join(tmpdir(), "chung-thuc-"))
  const run = (program: string, args: string[]) => execFileSync(program, args, { cwd: folder, stdio: "pipe" })
  const openssl = (...args: string[]) => run("openssl", args)
  const keyArgs = { ec: ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"], rsa: ["rsa:2048"], weak: ["rsa:1024"] }
  openssl(
    ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-utf8", "-days", "3650"],
    ...["-keyout", "ca.key", "-out", "ca.pem", "-subj", "/C=VN/CN=CA công vụ thử"],
  )
  const lists = { address: "", responder: "" }
  /** The register of certificates that OpenSSL keeps. */
  const openRegister = () => {
    if (existsSync(join(folder, "index.txt"))) return
    writeFileSync(join(folder, "index.txt"), "")
    writeFileSync(join(folder, "crlnumber"), "01\n")
    writeFileSync(join(folder, "crl.cnf"), CRL_CONFIG)
  }
  const register = (...args: string[]) =>
    openssl("ca", "-config", "crl.cnf", "-keyfile", "ca.key", "-cert", "ca.pem", ...args)
  const listOfRevoked = (): Uint8Array => {
    openRegister()
    register("-gencrl", "-crldays", "3650", "-out", "ca.crl.pem")
    openssl("crl", "-in", "ca.crl.pem", "-outform", "DER", "-out", "ca.crl")
    return new Uint8Array(readFileSync(join(folder, "ca.crl")))
  }
  const issue = (file: string, name: string, kind: keyof typeof keyArgs, extensions: string) => {
    openssl(
      ...["req", "-newkey", ...keyArgs[kind], "-nodes", "-utf8", "-keyout", `${file}.key`],
      ...["-out", `${file}.csr`, "-subj", `/C=VN/CN=${name}`],
    )
    const where = [
      lists.address ? `crlDistributionPoints=URI:${lists.address}\n` : "",
      lists.responder ? `authorityInfoAccess=OCSP;URI:${lists.responder}\n` : "",
    ].join("")
    writeFileSync(join(folder, `${file}.ext`), `${extensions}${where}`)
    openssl(
      ...["x509", "-req", "-in", `${file}.csr`, "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"],
      ...["-days", "3650", "-extfile", `${file}.ext`, "-out", `${file}.pem`],
    )
  }
  return {
    folder,
    certificate: readFileSync(join(folder, "ca.pem")),
    /** Lays `file.p12` and its picture into the folder. */
    keyFile: (file: string, name: string, kind: keyof typeof keyArgs, password: string, picture = true) => {
      issue(file, name, kind, "basicConstraints=CA:FALSE\nkeyUsage=digitalSignature,nonRepudiation\n")
      openssl(
        ...["pkcs12", "-export", "-inkey", `${file}.key`, "-in", `${file}.pem`, "-certfile", "ca.pem"],
        ...["-passout", `pass:${password}`, "-out", `${file}.p12`],
      )
      if (picture) writeFileSync(join(folder, `${file}.png`), PICTURE)
    },
    /** Publishes a revocation list; certificates issued from then on say where. `refuses` makes it fail. */
    revocationList: async () => {
      listOfRevoked()
      const state = { refuses: false }
      const server = createServer((_, response) => {
        if (state.refuses) response.writeHead(503).end()
        else
          response
            .writeHead(200, { "Content-Type": "application/pkix-crl" })
            .end(readFileSync(join(folder, "ca.crl")))
      })
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
      lists.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ca.crl`
      return { state, close: () => new Promise((resolve) => server.close(resolve)) }
    },
    /** Revokes the certificate of a key file and says so in the list of revoked ones, which comes back. */
    revoke: (file: string): Uint8Array => {
      openRegister()
      register("-revoke", `${file}.pem`)
      return listOfRevoked()
    },
    listOfRevoked,
    /** Enters a certificate as valid, for the responder to know it. */
    enter: (file: string) => register("-valid", `${file}.pem`),
    /** Answers about single certificates (OCSP); certificates issued from then on say where. */
    responder: async () => {
      openRegister()
      const server = createServer(async (request, response) => {
        const chunks: Buffer[] = []
        for await (const chunk of request) chunks.push(chunk as Buffer)
        writeFileSync(join(folder, "query.ocsp"), Buffer.concat(chunks))
        openssl(
          ...["ocsp", "-index", "index.txt", "-CA", "ca.pem", "-rsigner", "ca.pem", "-rkey", "ca.key"],
          ...["-reqin", "query.ocsp", "-respout", "reply.ocsp", "-ndays", "1"],
        )
        response.writeHead(200, { "Content-Type": "application/ocsp-response" })
        response.end(readFileSync(join(folder, "reply.ocsp")))
      })
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
      lists.responder = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
      return { close: () => new Promise((resolve) => server.close(resolve)) }
    },
    /** A timestamp service (RFC 3161); `refuses` makes it fail. */
    stampService: async () => {
      issue("tsa", "Dấu thời gian thử", "rsa", "extendedKeyUsage=critical,timeStamping\n")
      writeFileSync(join(folder, "tsa.cnf"), TSA_CONFIG)
      writeFileSync(join(folder, "serial"), "01\n")
      const state = { refuses: false }
      const server = createServer(async (request, response) => {
        const chunks: Buffer[] = []
        for await (const chunk of request) chunks.push(chunk as Buffer)
        if (state.refuses) {
          response.writeHead(503).end()
          return
        }
        writeFileSync(join(folder, "query.tsq"), Buffer.concat(chunks))
        openssl(
          ...["ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query.tsq"],
          ...["-inkey", "tsa.key", "-signer", "tsa.pem", "-chain", "ca.pem", "-out", "reply.tsr"],
        )
        response.writeHead(200, { "Content-Type": "application/timestamp-reply" })
        response.end(readFileSync(join(folder, "reply.tsr")))
      })
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
      return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
        state,
        close: () => new Promise((resolve) => server.close(resolve)),
      }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
