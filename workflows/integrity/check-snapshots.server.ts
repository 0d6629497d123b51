import { readSnapshots } from "#models/procedure/procedure-snapshot.repository.server.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import type { Finding } from "./check-audit-chain.server.ts"

/** Rechecks every procedure snapshot's content hash, and that no procedure has two contents in force. */
export const checkSnapshots = async (): Promise<{ snapshots: number; findings: Finding[] }> => {
  const findings: Finding[] = []
  const inForce = new Set<string>()
  let snapshots = 0
  for await (const snapshot of readSnapshots()) {
    snapshots += 1
    const found = (message: string) =>
      findings.push({ check: "Sổ thủ tục", where: `${snapshot.code}:${snapshot.hash.slice(0, 12)}`, message })
    if (digestOf(snapshot.procedure) !== snapshot.hash) found("Nội dung không khớp mã băm của bản chụp.")
    if (snapshot.current && inForce.has(snapshot.code)) found("Thủ tục có hai bản chụp cùng có hiệu lực.")
    if (snapshot.current) inForce.add(snapshot.code)
  }
  return { snapshots, findings }
}
