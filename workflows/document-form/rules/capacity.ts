const PREFIX = /^(TM|KT|TL|TUQ|Q)\. /u

/** Joins a title that goes over two lines: a new line begins with a capacity, or after one. */
export const logicalLines = (lines: readonly string[]): string[] => {
  const joined: string[] = []
  for (const line of lines) {
    const previous = joined.at(-1)
    if (previous === undefined || PREFIX.test(line) || /^(TM|KT|TL|TUQ)\. /u.test(previous)) joined.push(line)
    else joined[joined.length - 1] = `${previous} ${line}`
  }
  return joined
}

/**
 * What should stand there instead, when the lines above the signature do not fit each other (NĐ 30/2020 Phụ lục I, II.7b);
 * null when they do.
 */
export const capacityFault = (lines: readonly string[]): string | null => {
  const [first, ...rest] = lines
  if (first === undefined) return null
  const prefix = PREFIX.exec(first)?.[1]
  const named = first.replace(PREFIX, "")
  if (prefix === undefined || prefix === "Q") return ownTitle(named, rest)
  if (rest.length === 0) return "dòng dưới ghi chức vụ của người trực tiếp ký"
  if (prefix === "TM") return onBehalf(named, rest)
  if (prefix === "KT") return forHead(named, rest)
  return byOrder(named, rest)
}

function ownTitle(title: string, rest: readonly string[]): string | null {
  if (rest.length > 0) return "chỉ một chức vụ khi người đứng đầu trực tiếp ký"
  return title.startsWith("PHÓ ") ? "cấp phó ký thay: KT. …" : null
}

function onBehalf(collective: string, rest: readonly string[]): string | null {
  if (!/^(ỦY BAN|HỘI ĐỒNG|BAN |ĐOÀN|TẬP THỂ)/u.test(collective))
    return "TM. trước tên tập thể lãnh đạo hoặc cơ quan"
  const [next, ...more] = rest
  if (next === undefined) return "dòng dưới ghi chức vụ"
  if (next.startsWith("KT. ")) return forHead(next.slice(4), more)
  return ownTitle(next, more)
}

function forHead(head: string, rest: readonly string[]): string | null {
  if (head.startsWith("PHÓ ")) return "KT. trước chức vụ của người đứng đầu"
  const [deputy, ...more] = rest
  return deputy === `PHÓ ${head}` && more.length === 0 ? null : `KT. ${head} / PHÓ ${head}`
}

function byOrder(head: string, rest: readonly string[]): string | null {
  const [own, ...more] = rest
  if (own === undefined || own === head || own === `PHÓ ${head}`)
    return "dưới TL., TUQ. ghi chức vụ của người được giao ký"
  if (own.startsWith("KT. ")) return forHead(own.slice(4), more)
  return more.length === 0 ? null : "chỉ một chức vụ dưới TL., TUQ."
}
