import { expect, test } from "vitest"
import { isSealed, seal, sealWith, unseal } from "#models/webhook/sealed-secret.server.ts"

const KEY = "một khóa của văn phòng, dài hơn ba mươi hai ký tự"

test("a sealed secret shows nothing of itself, opens with the office's key alone and for whom it was sealed", () => {
  sealWith(KEY)
  const kept = seal("whsec_AAAA", "mot-cua")
  expect(isSealed(kept)).toBe(true)
  expect(kept).not.toContain("AAAA")
  expect(seal("whsec_AAAA", "mot-cua")).not.toBe(kept)
  expect(unseal(kept, "mot-cua")).toBe("whsec_AAAA")
  expect(unseal(kept, "noi-khac")).toBeNull()
  expect(unseal(`${kept.slice(0, -2)}AA`, "mot-cua")).toBeNull()
  sealWith("một khóa khác của một máy khác, cũng dài như vậy")
  expect(unseal(kept, "mot-cua")).toBeNull()
  sealWith(KEY)
  expect(unseal(kept, "mot-cua")).toBe("whsec_AAAA")
})
