import type { ZxcvbnFactory } from "@zxcvbn-ts/core"

/** Shortest password a person may choose (ASVS 5.0 V6.2.1). */
export const MIN_PASSWORD = 12
/** Of zxcvbn's 0 to 4: 3 withstands guessing at a stolen list of slow hashes for a while. */
const STRONG_ENOUGH = 3
/** What everybody around here would try first. */
const HERE = ["danhmuc", "dichvucong", "thutuc", "uybannhandan", "ubnd", "vanphong", "matkhau", "tinh"]

let judge: Promise<ZxcvbnFactory> | null = null
const judgeOf = (): Promise<ZxcvbnFactory> => {
  judge ??= load()
  return judge
}

async function load(): Promise<ZxcvbnFactory> {
  // Lists of some megabytes, read when the first password is chosen.
  const [{ ZxcvbnFactory: Factory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ])
  return new Factory({ dictionary, graphs: adjacencyGraphs, useLevenshteinDistance: true })
}

/**
 * Why a password may not be chosen, in Vietnamese; null when it may: too short, known from leaked lists, or guessed soon from what is
 * known of the person.
 */
export const passwordFault = async (
  password: string,
  owner: { id: string; fullName: string },
): Promise<string | null> => {
  if (password.length < MIN_PASSWORD)
    return `Mật khẩu mới cần ít nhất ${MIN_PASSWORD} ký tự; nên dùng một câu dễ nhớ.`
  if (password.toLowerCase().includes(owner.id)) return "Mật khẩu mới không được chứa tên đăng nhập."
  const plain = plainOf(password)
  const name = plainOf(owner.fullName)
  const known = [...HERE, ...owner.id.split("."), ...name.split(" "), name.replace(/\s/gu, "")]
  const judged = await judgeOf()
  const readings = [password, plain, plain.replace(/\s/gu, "")]
  const weakest = Math.min(...readings.map((text) => judged.check(text, known).score))
  return weakest < STRONG_ENOUGH
    ? "Mật khẩu này dễ đoán: có trong danh sách mật khẩu đã lộ, hoặc chỉ là tên, ngày, dãy phím, chữ lặp. Hãy ghép vài từ không liên quan."
    : null
}

/** Without accents and capitals: a leaked password typed with Vietnamese accents is one all the same. */
const plainOf = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gu, "d").replace(/Đ/gu, "D").toLowerCase()
