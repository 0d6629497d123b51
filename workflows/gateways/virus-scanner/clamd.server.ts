import { connect, type Socket } from "node:net"
import type { ScannerAddress } from "#workflows/scanner-address.ts"
import { ScannerAwayError, type VirusScanner } from "./virus-scanner.ts"

/** Bytes of one piece: a scanner reads pieces as they come. */
const PIECE = 64 * 1024
const MOST_ANSWERED = 4096
const PATIENCE_MS = 60_000

/**
 * The scanner of ClamAV, asked as its manual says (clamd(8), INSTREAM): pieces, each after its length in four bytes, and a length
 * of nothing; the answer is `stream: OK`, `stream: NAME FOUND` or a fault.
 */
export const clamd = (address: ScannerAddress, patienceMs = PATIENCE_MS): VirusScanner => ({
  scan: (bytes) =>
    new Promise((resolve, reject) => {
      const socket: Socket = connect(address)
      let answer = ""
      const fail = (why: string) => {
        socket.destroy()
        reject(new ScannerAwayError(`virus scanner: ${why}`))
      }
      const patience = setTimeout(() => fail("no answer in time"), patienceMs)
      socket.setEncoding("utf8")
      socket.on("data", (text: string) => {
        answer += text
        if (answer.length > MOST_ANSWERED) fail("an answer without end")
      })
      socket.on("error", (error) => fail(error.message))
      socket.on("close", () => {
        clearTimeout(patience)
        const said = answer.replace(/\0/gu, "").trim()
        const found = /^stream: (.+) FOUND$/u.exec(said)?.[1]
        if (said === "stream: OK") resolve(null)
        else if (found) resolve(found)
        else if (said === "") reject(new ScannerAwayError("virus scanner: nothing was answered"))
        else reject(new Error(`virus scanner: ${said}`))
      })
      socket.once("connect", () => {
        socket.write("zINSTREAM\0")
        for (let at = 0; at < bytes.length; at += PIECE) {
          const piece = bytes.subarray(at, at + PIECE)
          const length = Buffer.alloc(4)
          length.writeUInt32BE(piece.length)
          socket.write(length)
          socket.write(piece)
        }
        socket.end(Buffer.alloc(4))
      })
    }),
})
