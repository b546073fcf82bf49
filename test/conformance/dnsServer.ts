/** A DNS server that gives every question the same answer (RFC 1035, section 4). Only for a namespace of its own. */
import { createSocket } from 'node:dgram';
import { isIPv4 } from 'node:net';

export type DnsAnswer = 'noSuchHost' | 'serverFailure' | 'refused' | readonly string[];

const responseCodes = { serverFailure: 2, noSuchHost: 3, refused: 5 } as const;
const typeA = 1;
const typeAaaa = 28;

export interface DnsServer {
  answer: DnsAnswer;
  close(): void;
}

export async function startDnsServer(address: string): Promise<DnsServer> {
  const socket = createSocket('udp4');
  const server: DnsServer = { answer: 'noSuchHost', close: () => socket.close() };
  socket.on('message', (query, client) => {
    socket.send(reply(query, server.answer), client.port, client.address);
  });
  await new Promise<void>((resolve) => socket.bind(53, address, resolve));
  return server;
}

function reply(query: Buffer, answer: DnsAnswer): Buffer {
  const question = query.subarray(12, endOfQuestion(query));
  const type = question.readUInt16BE(question.length - 4);
  const addresses = typeof answer === 'string' ? [] : answer.filter((one) => type === (isIPv4(one) ? typeA : typeAaaa));
  const code = typeof answer === 'string' ? responseCodes[answer] : 0;
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x8180 | code, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(addresses.length, 6);
  return Buffer.concat([header, question, ...addresses.map((one) => record(type, one))]);
}

/** The question is a name (labels up to an empty one), a type and a class. */
function endOfQuestion(query: Buffer): number {
  let at = 12;
  while ((query[at] ?? 0) !== 0) at += (query[at] ?? 0) + 1;
  return at + 5;
}

function record(type: number, address: string): Buffer {
  const data = isIPv4(address) ? Buffer.from(address.split('.').map(Number)) : loopback6;
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(1, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

/** The only IPv6 address that the cases need. */
const loopback6 = Buffer.from([...new Array<number>(15).fill(0), 1]);
