// Runs in a process of its own: prints the path of a mongod that the vendor's site gave, and nothing else.
import { MongoBinary } from "mongodb-memory-server-core/lib/util/MongoBinary.js";

process.stdout.write(`\n${await MongoBinary.getPath({ downloadDir: process.argv[2] })}\n`);
