import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const run = (command: string, args: string[], cwd: string): void => {
  const { status, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" })
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${stderr}`)
}

/**
 * A certificate of an authority of its own and poppler's `pdfsig` to sign with it: software that knows nothing of ours, with
 * its own way of saving and its own kind of signature.
 */
export const aForeignSigner = (name: string, { bits = 2048 }: { bits?: number } = {}) => {
  const folder = mkdtempSync(join(tmpdir(), "ky-ngoai-"))
  const subject = `/C=VN/CN=${name}`
  run(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-utf8",
      "-days",
      "3650",
      "-keyout",
      "ca.key",
      "-out",
      "ca.pem",
      "-subj",
      "/C=VN/CN=CA công vụ thử",
    ],
    folder,
  )
  run(
    "openssl",
    [
      "req",
      "-newkey",
      `rsa:${bits}`,
      "-nodes",
      "-utf8",
      "-keyout",
      "own.key",
      "-out",
      "own.csr",
      "-subj",
      subject,
    ],
    folder,
  )
  writeFileSync(
    join(folder, "own.ext"),
    "basicConstraints=CA:FALSE\nkeyUsage=digitalSignature,nonRepudiation\n",
  )
  run(
    "openssl",
    [
      "x509",
      "-req",
      "-in",
      "own.csr",
      "-CA",
      "ca.pem",
      "-CAkey",
      "ca.key",
      "-CAcreateserial",
      "-days",
      "3650",
      "-extfile",
      "own.ext",
      "-out",
      "own.pem",
    ],
    folder,
  )
  run(
    "openssl",
    [
      "pkcs12",
      "-export",
      "-inkey",
      "own.key",
      "-in",
      "own.pem",
      "-certfile",
      "ca.pem",
      "-name",
      "ky",
      "-passout",
      "pass:",
      "-out",
      "own.p12",
    ],
    folder,
  )
  run("certutil", ["-N", "-d", folder, "--empty-password"], folder)
  run("pk12util", ["-i", "own.p12", "-d", folder, "-W", ""], folder)
  return {
    authority: readFileSync(join(folder, "ca.pem")),
    certificate: readFileSync(join(folder, "own.pem")),
    sign: (bytes: Uint8Array, ...how: string[]): Uint8Array => {
      writeFileSync(join(folder, "in.pdf"), bytes)
      rmSync(join(folder, "out.pdf"), { force: true })
      run("pdfsig", ["in.pdf", "out.pdf", ...how, "-nssdir", folder, "-nick", "ky"], folder)
      return new Uint8Array(readFileSync(join(folder, "out.pdf")))
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
