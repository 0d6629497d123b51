import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto"

const bytes = (text: string) => Buffer.from(text, "base64url")
const hash = (content: Buffer | string) => createHash("sha256").update(content).digest()

/** A head of CBOR (RFC 8949): kind and length or value. */
const head = (kind: number, value: number): Buffer => {
  if (value < 24) return Buffer.from([(kind << 5) | value])
  if (value < 256) return Buffer.from([(kind << 5) | 24, value])
  return Buffer.from([(kind << 5) | 25, value >> 8, value & 255])
}
const int = (value: number) => (value < 0 ? head(1, -1 - value) : head(0, value))
const text = (value: string) => Buffer.concat([head(3, value.length), Buffer.from(value)])
const blob = (value: Buffer) => Buffer.concat([head(2, value.length), value])
const map = (...entries: [Buffer, Buffer][]) => Buffer.concat([head(5, entries.length), ...entries.flat()])

type Asked = { challenge: string }
type At = { origin: string; rpId?: string }

/** A key as a device has it, in software: answers as browsers send them (WebAuthn Level 3), for whatever site it is told. */
export const softwareKey = () => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  const id = randomBytes(32)
  const { x = "", y = "" } = publicKey.export({ format: "jwk" })
  const cose = map(
    [int(1), int(2)],
    [int(3), int(-7)],
    [int(-1), int(1)],
    [int(-2), blob(bytes(x))],
    [int(-3), blob(bytes(y))],
  )
  let count = 0
  const envelope = {
    id: id.toString("base64url"),
    rawId: id.toString("base64url"),
    type: "public-key",
    clientExtensionResults: {},
  }
  const clientData = (type: string, { challenge }: Asked, origin: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  /** @param flags 1: somebody touched it, 64: with the key's own data */
  const authData = (rpId: string, flags: number, more = Buffer.alloc(0)) => {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(count)
    return Buffer.concat([hash(rpId), Buffer.from([flags]), counter, more])
  }
  const hostOf = ({ origin, rpId }: At) => rpId ?? new URL(origin).hostname
  return {
    id: envelope.id,
    /** Has counted so far; a copy goes on from an earlier count. */
    countsFrom(earlier: number) {
      count = earlier
    },
    made(asked: Asked, at: At): string {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const data = authData(hostOf(at), 65, Buffer.concat([Buffer.alloc(16), length, id, cose]))
      const attestation = map(
        [text("fmt"), text("none")],
        [text("attStmt"), map()],
        [text("authData"), blob(data)],
      )
      return JSON.stringify({
        ...envelope,
        response: {
          clientDataJSON: clientData("webauthn.create", asked, at.origin).toString("base64url"),
          attestationObject: attestation.toString("base64url"),
          transports: ["usb"],
        },
      })
    },
    used(asked: Asked, at: At, { touched = true } = {}): string {
      count += 1
      const client = clientData("webauthn.get", asked, at.origin)
      const data = authData(hostOf(at), touched ? 1 : 0)
      return JSON.stringify({
        ...envelope,
        response: {
          clientDataJSON: client.toString("base64url"),
          authenticatorData: data.toString("base64url"),
          signature: sign("sha256", Buffer.concat([data, hash(client)]), privateKey).toString("base64url"),
        },
      })
    },
  }
}
