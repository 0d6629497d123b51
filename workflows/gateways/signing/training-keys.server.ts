import { randomUUID } from "node:crypto"
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import "reflect-metadata"
import * as x509 from "@peculiar/x509"
import { sha256 } from "#models/shared/digest.server.ts"
import { TRAINING_AUTHORITY } from "#workflows/signatures/training-authority.ts"

/** A certificate with its private key and the root it comes from. */
export type TrainingKey = {
  privateKey: CryptoKey
  certificate: x509.X509Certificate
  root: x509.X509Certificate
}

/** ECDSA on P-256 with SHA-256: at the strength TT 15/2025/TT-BKHCN asks for. */
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const
/** Wide enough for every date a training clock may show. */
const VALIDITY = { notBefore: new Date("2000-01-01T00:00:00Z"), notAfter: new Date("2060-01-01T00:00:00Z") }
const ROOT_FILE = "ca-tap-huan.pem"

/**
 * The training authority kept in `folder`: makes its root and each wanted certificate on first use and finds them again
 * later. Files are readable by the owner only.
 */
export const openTrainingKeys = async (folder: string) => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const root = await kept(join(folder, ROOT_FILE), makeRoot)
  return {
    /** The key of a subject, made on first use; `subject` as X.509 name parts. */
    keyOf: async (subject: x509.JsonName): Promise<TrainingKey> => {
      const file = join(folder, `${sha256(JSON.stringify(subject)).slice(0, 24)}.pem`)
      const pair = await kept(file, () => makeCertificate(subject, root))
      return { ...pair, root: root.certificate }
    },
  }
}

/** The certificate of the training authority kept in `folder`; null where none was made. */
export const readTrainingAuthority = async (folder: string): Promise<x509.X509Certificate | null> => {
  const found = await readFile(join(folder, ROOT_FILE), "utf8").catch(() => null)
  return found === null ? null : certificateIn(found)
}

type Pair = Pick<TrainingKey, "privateKey" | "certificate">

const newKeys = () => crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"])

async function makeRoot(): Promise<Pair> {
  const keys = await newKeys()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [TRAINING_AUTHORITY] }, { C: ["VN"] }],
    keys,
    signingAlgorithm: ALGORITHM,
    ...VALIDITY,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { privateKey: keys.privateKey, certificate }
}

async function makeCertificate(subject: x509.JsonName, root: Pair): Promise<Pair> {
  const keys = await newKeys()
  const certificate = await x509.X509CertificateGenerator.create({
    subject,
    issuer: root.certificate.subjectName.toJSON(),
    publicKey: keys.publicKey,
    signingKey: root.privateKey,
    signingAlgorithm: ALGORITHM,
    ...VALIDITY,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(root.certificate),
    ],
  })
  return { privateKey: keys.privateKey, certificate }
}

/** Reads the pair, or makes it; of two processes making it at once, one wins and both use the winner's. */
async function kept(file: string, make: () => Promise<Pair>): Promise<Pair> {
  const found = await readFile(file, "utf8").catch(() => null)
  if (found !== null) return readPair(found)
  const { privateKey, certificate } = await make()
  const key = await crypto.subtle.exportKey("pkcs8", privateKey)
  const draft = `${file}.${randomUUID()}`
  const text = `${x509.PemConverter.encode(key, "PRIVATE KEY")}\n${certificate.toString("pem")}\n`
  await writeFile(draft, text, { mode: 0o600 })
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error
  })
  await rm(draft)
  return readPair(await readFile(file, "utf8"))
}

function certificateIn(pem: string): x509.X509Certificate {
  const [, certificate] = x509.PemConverter.decode(pem)
  if (!certificate) throw new Error("the training key file holds no certificate")
  return new x509.X509Certificate(certificate)
}

async function readPair(pem: string): Promise<Pair> {
  const [key] = x509.PemConverter.decode(pem)
  if (!key) throw new Error("the training key file holds no key")
  return {
    privateKey: await crypto.subtle.importKey("pkcs8", key, ALGORITHM, false, ["sign"]),
    certificate: certificateIn(pem),
  }
}
