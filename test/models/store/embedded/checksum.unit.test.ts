import { expect, test } from "vitest"
import { crc32c } from "#models/store/embedded/protocol/checksum.ts"
import { parseRequest } from "#models/store/embedded/protocol/messages.ts"
import { encode } from "#models/store/embedded/values/codec.ts"

/** `ping` as an OP_MSG that says it carries a checksum. */
const checked = (): Buffer => {
  const body = encode({ ping: 1, $db: "admin" })
  const message = Buffer.concat([Buffer.alloc(21), body, Buffer.alloc(4)])
  message.writeInt32LE(message.length, 0)
  message.writeInt32LE(2013, 12)
  message.writeUInt32LE(1, 16)
  message.writeUInt32LE(crc32c(message.subarray(0, -4)), message.length - 4)
  return message
}

test("the checksum is that of the published example", () => {
  expect(crc32c(Buffer.from("123456789"))).toBe(0xe3069283)
})

test("a message is read when its checksum is right and refused when a byte was changed on the way", () => {
  expect(parseRequest(checked()).command).toMatchObject({ ping: 1, $db: "admin" })
  const changed = checked()
  changed.writeUInt8(changed.readUInt8(30) ^ 1, 30)
  expect(() => parseRequest(changed)).toThrow("checksum")
})
