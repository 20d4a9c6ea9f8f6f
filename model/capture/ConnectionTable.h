#pragma once
// ConnectionTable: which connection between two ends is the newest, whoever of them speaks. The connections themselves are its owner's,
// who says which ends one has: endsOf(number) is a std::array<Endpoint, 2>.

#include "model/base/Endpoint.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace lab {

/// An address and a port as three numbers, which are quicker to compare and to mix than nineteen bytes.
struct EndWords
{
    explicit EndWords(const Endpoint& end)
        : last(std::uint32_t {end.address.version} << 16 | end.port)
    {
        std::memcpy(words, end.address.bytes.data(), sizeof words);
    }

    friend bool operator==(const EndWords& a, const EndWords& b)
    {
        return ((a.words[0] ^ b.words[0]) | (a.words[1] ^ b.words[1]) | (a.last ^ b.last)) == 0;
    }

    std::uint64_t sum() const
    {
        return (words[0] + last * 0x9e3779b97f4a7c15U) * 0xbf58476d1ce4e5b9U ^ words[1] * 0x94d049bb133111ebU;
    }

    std::uint64_t words[2];
    std::uint64_t last;
};

class ConnectionTable
{
public:
    /// 1 + the number of the newest; 0: there was none.
    template<class EndsOf>
    std::uint32_t find(const Endpoint& one, const Endpoint& other, EndsOf endsOf) const
    {
        std::uint32_t tag = 0;
        return m_places[placeOf(one, other, tag, endsOf)].connection;
    }

    /// The newest between these ends is this number from now on.
    template<class EndsOf>
    void put(const Endpoint& one, const Endpoint& other, std::size_t number, EndsOf endsOf)
    {
        if (m_pairs * 2 >= m_places.size())
            grow(endsOf);
        std::uint32_t tag = 0;
        Place& place = m_places[placeOf(one, other, tag, endsOf)];
        m_pairs += place.connection == 0;
        place = {static_cast<std::uint32_t>(number + 1), tag};
    }

private:
    /// 1 + the newest connection of a pair of ends, 0: free; and a part of the ends' hash, since looking at another connection that fell
    /// on the same place would fetch it from far memory.
    struct Place
    {
        std::uint32_t connection = 0, tag = 0;
    };

    static std::uint64_t mixed(std::uint64_t value)
    {
        // The finaliser of MurmurHash3: every bit of the value reaches every bit of the result.
        value = (value ^ value >> 33) * 0xff51afd7ed558ccdU;
        value = (value ^ value >> 33) * 0xc4ceb9fe1a85ec53U;
        return value ^ value >> 33;
    }

    static bool areOf(const std::array<Endpoint, 2>& ends, const EndWords& source, const EndWords& destination)
    {
        const EndWords first(ends[0]), second(ends[1]);
        // Without a branch: who speaks is as good as chance, and a wrong guess of the processor's costs more than two comparisons.
        return ((int {first == source} & int {second == destination}) | (int {second == source} & int {first == destination})) != 0;
    }

    /// The place of this pair of ends, or the free one for them: the same in both directions.
    template<class EndsOf>
    std::size_t placeOf(const Endpoint& one, const Endpoint& other, std::uint32_t& tag, EndsOf endsOf) const
    {
        const EndWords source(one), destination(other);
        const std::size_t last = m_places.size() - 1;
        const std::uint64_t hash = mixed(source.sum() + destination.sum());
        tag = static_cast<std::uint32_t>(hash >> 32);
        std::size_t at = hash & last;
        while (m_places[at].connection != 0
               && (m_places[at].tag != tag || !areOf(endsOf(m_places[at].connection - 1), source, destination)))
            at = (at + 1) & last;
        return at;
    }

    template<class EndsOf>
    void grow(EndsOf endsOf)
    {
        std::vector<Place> before(m_places.size() * 2);
        before.swap(m_places);
        for (const Place& place : before) {
            if (place.connection == 0)
                continue;
            const std::array<Endpoint, 2>& ends = endsOf(place.connection - 1);
            std::uint32_t tag = 0;
            m_places[placeOf(ends[0], ends[1], tag, endsOf)] = place;
        }
    }

    std::vector<Place> m_places = std::vector<Place>(64); ///< by the hash of the ends, then onwards; a power of two of them
    std::size_t m_pairs = 0; ///< in it
};

} // namespace lab
