import { expect, test } from "vitest"
import { seal, unseal } from "#workflows/identity/sealed.server.ts"

const SECRET = "bí mật của phiên làm việc, đủ dài"

test("what was sealed opens unchanged, for its purpose and by its secret alone", () => {
  const sealed = seal("JBSWY3DPEHPK3PXP", SECRET, "second-factor")
  expect(unseal(sealed, SECRET, "second-factor")).toBe("JBSWY3DPEHPK3PXP")
  expect(unseal(sealed, SECRET, "second-factor-offer")).toBeNull()
  expect(unseal(sealed, `${SECRET}!`, "second-factor")).toBeNull()
  for (let at = 3; at < sealed.length; at += 1) {
    const other = sealed[at] === "A" ? "B" : "A"
    const changed = `${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`
    // The last letter of a part may hold bits nobody reads.
    const opened = unseal(changed, SECRET, "second-factor")
    expect([null, "JBSWY3DPEHPK3PXP"], `letter ${at}`).toContain(opened)
    if (sealed[at] !== "." && sealed[at + 1] !== "." && at + 1 < sealed.length) expect(opened).toBeNull()
  }
})

test("sealing the same text twice gives two texts, each with a nonce and a tag", () => {
  const [one, two] = [seal("mã", SECRET, "thử"), seal("mã", SECRET, "thử")]
  expect(one).not.toBe(two)
  for (const sealed of [one, two]) {
    const [version, nonce = "", tag = ""] = sealed.split(".")
    expect(version).toBe("v1")
    expect(Buffer.from(nonce, "base64url")).toHaveLength(12)
    expect(Buffer.from(tag, "base64url")).toHaveLength(16)
    expect(sealed).not.toContain(Buffer.from("mã").toString("base64url"))
  }
})
