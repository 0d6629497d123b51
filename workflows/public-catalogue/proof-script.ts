/**
 * What a proof's page runs: the same computation as `rootOfProof`, written again for a browser without anything else.
 * Plain script, so that whoever distrusts us can read it in the file.
 */
export const PROOF_SCRIPT = `
"use strict"
const proof = JSON.parse(document.getElementById("bang-chung").textContent)
const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16))
const sha256 = async (...parts) => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) { all.set(part, at); at += part.length }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", all))
}
const canonical = (value) =>
  typeof value === "string" ? JSON.stringify(value.normalize("NFC"))
  : value === null || typeof value !== "object" ? JSON.stringify(value)
  : "{" + Object.keys(value).sort().map((key) => JSON.stringify(key) + ":" + canonical(value[key])).join(",") + "}"
const leaf = (row) => sha256(Uint8Array.of(0), new TextEncoder().encode(canonical(row)))
const node = (left, right) => sha256(Uint8Array.of(1), left, right)
const rootOf = async ({ index, size, row, path }) => {
  let at = index, last = size - 1, hash = await leaf(row)
  for (const text of path) {
    const beside = fromHex(text)
    if (at % 2 === 1 || at === last) {
      hash = await node(beside, hash)
      while (at % 2 === 0 && at !== 0) { at = Math.floor(at / 2); last = Math.floor(last / 2) }
    } else hash = await node(hash, beside)
    at = Math.floor(at / 2); last = Math.floor(last / 2)
  }
  return last === 0 ? toHex(hash) : null
}
const say = (id, isRight, text) => {
  const box = document.getElementById(id)
  box.className = isRight ? "dat" : "sai"
  box.textContent = (isRight ? "Đạt. " : "KHÔNG đạt. ") + text
}
rootOf(proof).then((root) => root === proof.edition.rowsRoot
  ? say("dong", true, "Nội dung dòng dẫn đúng đến mã gốc " + root + ".")
  : say("dong", false, "Nội dung dòng không dẫn đến mã gốc; tệp này đã bị sửa."))
document.getElementById("tep").addEventListener("change", async (event) => {
  const [file] = event.target.files
  if (!file) return
  const bytes = new Uint8Array(await file.arrayBuffer())
  const digest = toHex(await sha256(bytes))
  let text = ""
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768))
  const mark = "danh-muc:" + proof.edition.id + " sha256:" + proof.edition.digest + " dong:" + proof.edition.rowsRoot
  if (!text.includes(mark)) say("quyet-dinh", false, "Tệp đã chọn không mang mã gốc này.")
  else if (digest !== proof.decision.documentSha256)
    say("quyet-dinh", false, "Tệp mang mã gốc này nhưng không phải đúng tệp đã phát hành; kiểm tra chữ ký số của tệp.")
  else say("quyet-dinh", true, "Đây đúng là tệp quyết định đã phát hành và mang mã gốc này.")
})
`
