import type { AddressInfo } from "node:net"

type Listening = Pick<AddressInfo, "address" | "port">

const EVERYWHERE = ["::", "0.0.0.0"]
const THIS_MACHINE = /^(::1|127\.\d+\.\d+\.\d+)$/

/** The address to type on this machine for a server that listens there, without a slash at the end. */
export const urlOf = ({ address, port }: Listening): string => {
  const isLocalhost = EVERYWHERE.includes(address) || address === "127.0.0.1"
  return `http://${isLocalhost ? "localhost" : address.includes(":") ? `[${address}]` : address}:${port}`
}

/** Where a server listens and who gets in, for the operator; in training mode with what to know about the passwords. */
export const reachOf = ({ address, port }: Listening, trainingMode: boolean): string => {
  if (THIS_MACHINE.test(address))
    return `${address}, cổng ${port}: chỉ máy này vào được${trainingMode ? " (cho máy khác vào: đặt HOST=0.0.0.0)" : ""}`
  const where = EVERYWHERE.includes(address) ? "mọi địa chỉ của máy này" : address
  return `${where}, cổng ${port}${trainingMode ? ": máy khác vào được, mà mật khẩu tập huấn ai cũng biết" : ""}`
}
