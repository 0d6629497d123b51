import { List } from "@mantine/core"
import { Notice } from "../catalogue/facts.tsx"

/** What the file does not say, and what it says that nobody reads: a misspelt heading is both. */
export function FileColumns({ absent, unused }: { absent: readonly string[]; unused: readonly string[] }) {
  if (absent.length === 0 && unused.length === 0) return null
  return (
    <Notice tone="warn" title="Cột của tệp khác cột của bảng">
      <List>
        {absent.length > 0 ? (
          <List.Item>
            Tệp không có cột: {absent.join("; ")}. Dòng đang có giữ nguyên cột này; dòng mới theo dòng trước
            nó, không có thì để trống.
          </List.Item>
        ) : null}
        {unused.length > 0 ? (
          <List.Item>
            Không dùng cột của tệp: {unused.join("; ")}. Nếu là tên cột viết khác đi, hãy sửa trong tệp rồi
            gửi lại.
          </List.Item>
        ) : null}
      </List>
    </Notice>
  )
}
