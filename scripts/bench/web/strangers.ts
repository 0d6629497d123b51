/**
 * `node strangers.ts URL WAVES`: strangers who send files to be verified, twenty at once, each from an address of its own, wave upon wave.
 * Prints as JSON how many were answered and how many of them taken: a process of its own, as strangers are.
 */
const FILES = 20

/** What became of the files. */
export type Sent = { answered: number; taken: number }

const [url = "", waves = "1"] = process.argv.slice(2)
const bytes = await (await fetch(`${url}/danh-muc/2022-2/tai-ve/decision.pdf`)).arrayBuffer()

const send = async (wave: number, n: number): Promise<boolean> => {
  const form = new FormData()
  // No two alike, and none as it was issued.
  form.set("file", new Blob([bytes, `\n%${wave}-${n}\n`]), "quyet-dinh.pdf")
  const headers = { "x-forwarded-for": `198.51.${100 + wave}.${n + 1}`, origin: url }
  const answer = await fetch(`${url}/xac-minh`, { method: "POST", body: form, headers })
  await answer.text()
  return answer.status === 200
}

const sent: Sent = { answered: 0, taken: 0 }
for (let wave = 0; wave < Number(waves); wave++) {
  const taken = await Promise.all(Array.from({ length: FILES }, (_, n) => send(wave, n)))
  sent.answered += taken.length
  sent.taken += taken.filter(Boolean).length
}
process.stdout.write(JSON.stringify(sent))
