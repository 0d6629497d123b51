import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto"

/** 32 MiB and three passes: one of the settings OWASP lists for scrypt. Stored with each hash so that it can be raised. */
const COST = { N: 2 ** 15, r: 8, p: 3 } as const
const KEY_BYTES = 32

/** `scrypt$N$r$p$salt$hash`, salt and hash in base64url. About 0.2 s: hash once where many share a training password. */
export const hashPassword = (password: string): Promise<string> => hashUnder(newSalt(), password)

/** The cost of today with a salt of its own, as a stored text begins: `scrypt$N$r$p$salt`. @param passes fewer for what nobody thinks up */
export const newSalt = (passes: number = COST.p): string =>
  ["scrypt", COST.N, COST.r, passes, randomBytes(16).toString("base64url")].join("$")

/** How a stored text was made: everything but its hash. */
export const saltOf = (stored: string): string => stored.slice(0, stored.lastIndexOf("$"))

/** The text that is stored of a secret under that salt, at its cost. */
export const hashUnder = async (salting: string, secret: string): Promise<string> => {
  const [, n, r, p, salt = ""] = salting.split("$")
  const cost = { N: Number(n), r: Number(r), p: Number(p) }
  const key = await derive(secret, Buffer.from(salt, "base64url"), cost)
  return `${salting}$${key.toString("base64url")}`
}

/** Whether the password is the one behind the stored text; compares in constant time. */
export const isPassword = async (password: string, stored: string): Promise<boolean> => {
  const [algorithm, n, r, p, salt, hash] = stored.split("$")
  if (algorithm !== "scrypt" || !salt || !hash) return false
  const expected = Buffer.from(hash, "base64url")
  const cost = { N: Number(n), r: Number(r), p: Number(p) }
  const key = await derive(password, Buffer.from(salt, "base64url"), cost, expected.length)
  return timingSafeEqual(key, expected)
}

/** A well-formed hash of nothing anyone knows: checking against it takes as long as against a real one. */
export const UNKNOWN_USER_HASH = [
  "scrypt",
  COST.N,
  COST.r,
  COST.p,
  randomBytes(16).toString("base64url"),
  randomBytes(KEY_BYTES).toString("base64url"),
].join("$")

const derive = (
  password: string,
  salt: Buffer,
  cost: { N: number; r: number; p: number },
  bytes = KEY_BYTES,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r }
    scrypt(password.normalize("NFC"), salt, bytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
