/** A small module proxy on loopback that serves `example.com/mN` at v1.0.0 after a pause, for benchmarks. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32, deflateRawSync } from 'node:zlib';

export interface ModuleProxy {
  url: string;
  goModOf(index: number): string;
  requests(): number;
  reset(): void;
  close(): Promise<void>;
}

export async function createModuleProxy(answerAfterMs: number): Promise<ModuleProxy> {
  let requests = 0;
  const goModOf = (index: number) => `module example.com/m${index}\n\ngo 1.24\n`;
  const server = createServer((request, response) => {
    requests += 1;
    const match = /^\/example\.com\/m(\d+)\/@v\/v1\.0\.0\.(info|mod|zip)$/.exec(request.url ?? '');
    setTimeout(() => {
      if (!match) return void response.writeHead(404).end('not found');
      response.end(bodyOf(Number(match[1]), match[2] ?? '', goModOf));
    }, answerAfterMs);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    goModOf,
    requests: () => requests,
    reset: () => {
      requests = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function bodyOf(index: number, kind: string, goModOf: (index: number) => string): string | Buffer {
  if (kind === 'info') return '{"Version":"v1.0.0","Time":"2024-01-02T03:04:05Z"}';
  return kind === 'mod' ? goModOf(index) : oneFileZip(`example.com/m${index}@v1.0.0/go.mod`, goModOf(index));
}

function oneFileZip(name: string, text: string): Buffer {
  const data = deflateRawSync(text);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  writeSizes(local, 14, text, data.length, name);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 4);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  writeSizes(central, 16, text, data.length, name);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + data.length, 16);
  return Buffer.concat([local, Buffer.from(name), data, central, Buffer.from(name), end]);
}

/** CRC, sizes and name length stand together in both headers. */
function writeSizes(header: Buffer, at: number, text: string, compressedBytes: number, name: string): void {
  header.writeUInt32LE(crc32(text), at);
  header.writeUInt32LE(compressedBytes, at + 4);
  header.writeUInt32LE(Buffer.byteLength(text), at + 8);
  header.writeUInt16LE(name.length, at + 12);
}
