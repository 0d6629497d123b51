/** Pages of a file we drew, by its page tree. */
export const pageCount = (bytes: Uint8Array): number => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = file.indexOf("/Type /Pages\n", 0, "latin1")
  const found = at < 0 ? null : /\/Count (\d+)/u.exec(file.toString("latin1", at, at + 200))
  if (!found) throw new Error("the file has no page tree of ours")
  return Number(found[1])
}
