import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as asn1 from "asn1js"
import { afterAll, beforeAll, expect, test } from "vitest"
import { ALLOWANCES } from "#workflows/signatures/allowances.server.ts"
import { childrenOf, type DerValue, derOf, parseDer } from "#workflows/signatures/der.server.ts"
import { readSignature } from "#workflows/signatures/read-signature.server.ts"

const CONTENT = Buffer.from("Quyết định công bố danh mục")
let folder: string
const file = (name: string) => join(folder, name)
const openssl = (...args: string[]): void => {
  const { status, stderr } = spawnSync("openssl", args, { cwd: folder, encoding: "utf8" })
  if (status !== 0) throw new Error(`openssl ${args.join(" ")}: ${stderr}`)
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cms-"))
  writeFileSync(file("content"), CONTENT)
  writeFileSync(file("own.ext"), "subjectKeyIdentifier=hash\nbasicConstraints=CA:FALSE\n")
  const root = (name: string, subject: string) =>
    openssl(
      ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", `/CN=${subject}`],
      ...["-keyout", `${name}.key`, "-out", `${name}.pem`],
    )
  const signer = (name: string, ...key: string[]) => {
    openssl("req", ...key, "-nodes", "-subj", `/CN=${name}`, "-keyout", `${name}.key`, "-out", `${name}.csr`)
    openssl(
      ...["x509", "-req", "-in", `${name}.csr`, "-CA", "ca.pem", "-CAkey", "ca.key", "-days", "30"],
      ...["-CAcreateserial", "-extfile", "own.ext", "-out", `${name}.pem`],
    )
  }
  root("ca", "CA công vụ")
  root("khac", "Another authority")
  signer("rsa", "-newkey", "rsa:2048")
  signer("ec", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384")
  writeFileSync(file("index"), "")
  writeFileSync(file("ca.cnf"), "[ca]\ndefault_ca=own\n[own]\ndatabase=index\ndefault_md=sha256\n")
  openssl(
    ...["ca", "-config", "ca.cnf", "-gencrl", "-crldays", "30", "-cert", "ca.pem", "-keyfile", "ca.key"],
    ...["-out", "ca.crl"],
  )
  writeFileSync(
    file("ca-and-others.pem"),
    Buffer.concat([readFileSync(file("ca.pem")), readFileSync(file("khac.pem"))]),
  )
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A detached signature by OpenSSL: by its RSA key with SHA-256, naming its certificate, its authority beside it. */
const signed = (...how: string[]): Uint8Array => {
  const given = (name: string) => how.includes(name)
  openssl(
    ...["cms", "-sign", "-binary", "-in", "content", "-outform", "DER", "-out", "signed"],
    ...(given("-signer") ? [] : ["-signer", "rsa.pem", "-inkey", "rsa.key"]),
    ...(given("-certfile") ? [] : ["-certfile", "ca.pem"]),
    ...(given("-md") ? [] : ["-md", "sha256"]),
    ...how,
  )
  return new Uint8Array(readFileSync(file("signed")))
}

const read = (bytes: Uint8Array) =>
  readSignature(bytes, (digest) => createHash(digest).update(CONTENT).digest())
const DEPARTURES: [string, string[]][] = [
  ["LONGER_DIGEST", ["-cades", "-md", "sha384"]],
  ["LONGER_DIGEST", ["-cades", "-signer", "ec.pem", "-inkey", "ec.key", "-md", "sha512"]],
  ["RSA_NAMED_OTHERWISE", ["-cades"]],
  ["PSS_TOLD_OTHERWISE", ["-cades", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:48"]],
  ["PSS_TOLD_OTHERWISE", ["-cades", "-md", "sha512", "-keyopt", "rsa_padding_mode:pss"]],
  ["SIGNER_NAMED_BY_KEY", ["-cades", "-keyid"]],
  ["CERTIFICATES_IN_ANY_ORDER", ["-cades", "-certfile", "ca-and-others.pem"]],
  ["NO_ROOT", ["-cades", "-certfile", "khac.pem"]],
  ["CERTIFICATE_NOT_NAMED", []],
]
test.each(DEPARTURES)("a signature by OpenSSL that departs by %s is read (%s)", async (name, how) => {
  const { faults, allowances } = await read(signed(...how))
  expect(faults).toEqual([])
  expect(allowances).toContain(name)
})

type Parts = { root: DerValue; signedData: DerValue[]; certificates: DerValue[]; signer: DerValue[] }
const open = (bytes: Uint8Array): Parts => {
  const root = parseDer(bytes)
  const signedData = childrenOf(childrenOf(childrenOf(root)[1])[0])
  const certificates = childrenOf(signedData.find(({ idBlock }) => idBlock.tagClass === 3))
  return { root, signedData, certificates, signer: childrenOf(childrenOf(signedData.at(-1))[0]) }
}
/** A plain enough signature with its outer parts changed. */
const changed = (change: (parts: Parts) => void, ...how: string[]): Uint8Array => {
  const parts = open(signed("-cades", ...how))
  change(parts)
  return derOf(parts.root)
}
const tagged = (tagNumber: number, ...value: DerValue[]) =>
  new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber }, value })
const unsigned = (type: string, value: DerValue) =>
  tagged(
    1,
    new asn1.Sequence({
      value: [new asn1.ObjectIdentifier({ value: type }), new asn1.Set({ value: [value] })],
    }),
  )
const TIMESTAMP = "1.2.840.113549.1.9.16.2.14"
const crl = () =>
  parseDer(Buffer.from(readFileSync(file("ca.crl"), "latin1").replace(/-----.*?-----/gu, ""), "base64"))
const copyOf = (value: DerValue | undefined) => parseDer(derOf(value ?? new asn1.Null()))

const CHANGED: Record<string, (parts: Parts) => void> = {
  EMPTY_PARAMETERS: ({ signedData, signer }) => {
    for (const digest of [childrenOf(signedData[1])[0], signer[2]]) childrenOf(digest).push(new asn1.Null())
  },
  OPEN_LENGTHS: ({ root }) => {
    for (const outer of [root, childrenOf(root)[1]]) if (outer) outer.lenBlock.isIndefiniteForm = true
  },
  REVOCATION_LISTS: ({ signedData }) => signedData.splice(-1, 0, tagged(1, crl())),
  CERTIFICATES_TWICE: ({ certificates }) => certificates.push(copyOf(certificates[0])),
}
test.each(Object.entries(CHANGED))(
  "a signature whose outer parts depart by %s is read",
  async (name, change) => {
    const { faults, allowances } = await read(changed(change))
    expect(faults).toEqual([])
    expect(allowances).toContain(name)
  },
)

test("a timestamp beside a signature is looked at, and said not to hold where it does not", async () => {
  const { faults, allowances } = await read(
    changed(({ signer }) => signer.push(unsigned(TIMESTAMP, new asn1.Null()))),
  )
  expect(allowances).toContain("TIMESTAMP")
  expect(faults).toEqual(["dấu thời gian của chữ ký không hợp lệ"])
})

test("every allowance has its reason, and a test here", () => {
  const tested = [...DEPARTURES.map(([name]) => name), ...Object.keys(CHANGED), "TIMESTAMP"]
  expect([...new Set(tested)].sort()).toEqual(ALLOWANCES.map(({ name }) => name).sort())
  for (const { reason } of ALLOWANCES) expect(reason.length).toBeGreaterThan(40)
})

const REFUSED: Record<string, () => Uint8Array> = {
  "with SHA-1": () => signed("-cades", "-md", "sha1"),
  "with the content in it": () => signed("-cades", "-nodetach"),
  "without signed attributes": () => signed("-noattr"),
  "of two signers": () =>
    signed("-cades", "-signer", "rsa.pem", "-inkey", "rsa.key", "-signer", "ec.pem", "-inkey", "ec.key"),
  "of another version": () =>
    changed(({ signedData }) => signedData.splice(0, 1, new asn1.Integer({ value: 2 }))),
  "without the signer's certificate": () =>
    changed(({ certificates }) =>
      certificates.splice(
        0,
        2,
        copyOf(open(signed("-cades", "-signer", "ec.pem", "-inkey", "ec.key")).certificates[0]),
      ),
    ),
  "with another unsigned attribute": () =>
    changed(({ signer }) => signer.push(unsigned("1.2.840.113549.1.9.6", new asn1.Null()))),
  "with two timestamps": () =>
    changed(({ signer }) => {
      const one = unsigned(TIMESTAMP, new asn1.Null())
      signer.push(tagged(1, ...childrenOf(one), ...childrenOf(copyOf(one))))
    }),
  "with a list that is none": () =>
    changed(({ signedData }) => signedData.splice(-1, 0, tagged(1, tagged(1, new asn1.Null())))),
  "with a certificate of another kind": () =>
    changed(({ certificates }) => certificates.push(tagged(2, new asn1.Null()))),
  "with a certificate beside it that was changed": () =>
    changed(
      ({ certificates }) => {
        const other = certificates.find((one) => Buffer.from(derOf(one)).includes("Another authority"))
        const at = certificates.indexOf(other as DerValue)
        const bytes = derOf(other as DerValue)
        bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
        certificates[at] = parseDer(bytes)
      },
      "-certfile",
      "ca-and-others.pem",
    ),
  "whose algorithm names another digest than the signature's": () =>
    changed(({ signer }) =>
      signer.splice(
        4,
        1,
        new asn1.Sequence({
          value: [new asn1.ObjectIdentifier({ value: "1.2.840.113549.1.1.13" }), new asn1.Null()],
        }),
      ),
    ),
  "with parameters that are not empty": () =>
    changed(({ signer }) => childrenOf(signer[2]).splice(1, 1, new asn1.Integer({ value: 0 }))),
}
test.each(Object.entries(REFUSED))("a signature %s is refused", async (_, made) => {
  const { faults } = await read(made()).catch((error: unknown) => {
    if (!(error instanceof Error)) throw error
    return { faults: [error.message] }
  })
  expect(faults).not.toEqual([])
})
